// The JSON files beside the Bicep files.
import { readFileSync } from 'node:fs';

/** Parses a JSON file; gives `{value}` or `{fault}`. */
export function readJson(path) {
  try {
    return { value: JSON.parse(readFileSync(path, 'utf8')) };
  } catch (error) {
    return { fault: error.message };
  }
}

/** A parameter file may name only what the template has, and must give what it asks for. */
export function checkParameters(value, template) {
  const given = Object.keys(value.parameters ?? {});
  return [
    ...given.filter((name) => !(name in template.parameters)).map((name) => `main.bicep has no parameter ${name}`),
    ...Object.entries(template.parameters)
      .filter(([name, parameter]) => !('defaultValue' in parameter) && !given.includes(name))
      .map(([name]) => `main.bicep asks for ${name}`),
  ];
}

/** Parameters and outputs say what they are, and what is named like a secret is one. */
export function checkTemplate(template) {
  const faults = [];
  for (const [kind, items] of [['param', template.parameters], ['output', template.outputs]]) {
    for (const [name, item] of Object.entries(items ?? {})) if (!item.metadata?.description) faults.push(`${kind} ${name} has no @description`);
  }
  for (const [name, { type }] of Object.entries(template.parameters ?? {})) {
    if (/password|secret|accountkey|acctkey/i.test(name) && !/^secure/i.test(type)) faults.push(`param ${name} is named like a secret but is not @secure()`);
  }
  return faults;
}

/** main.bicep loads the query files of the alerts and no other; a path must be known when Bicep compiles. */
export function checkLoadedQueries(template, alerts) {
  const loaded = Object.keys(template.variables?.alertQueries ?? {});
  const wanted = alerts.map((alert) => alert.query).filter(Boolean);
  return [
    ...wanted.filter((query) => !loaded.includes(query)).map((query) => `alertQueries does not load queries/${query}`),
    ...loaded.filter((query) => !wanted.includes(query)).map((query) => `alertQueries loads queries/${query}, which no alert uses`),
  ];
}
