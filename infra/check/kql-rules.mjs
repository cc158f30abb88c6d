// What a query may not do although it parses: ask for telemetry that does not exist, or come without its header.
import { readFileSync } from 'node:fs';
import { EXPORTED_METRICS } from './kql-tables.mjs';

/** What the log context puts on every line. */
const LOG_ATTRIBUTES = ['sync', 'run', 'key'];

const HEADER = ['Question:', 'Columns:', 'When:'];

/** The comment at the top says question, columns and when to look. */
export function checkHeader(text) {
  const comment = text.split('\n').filter((line) => line.startsWith('//'));
  return HEADER.filter((part) => !comment.some((line) => line.slice(2).trim().startsWith(part))).map((part) => ({ line: 1, text: `the header has no "${part}"` }));
}

/**
 * Every metric, span, attribute, log line and role a query names is one that Fides makes.
 *
 * @param page what readTelemetryPage gave
 */
export function checkNames(text, page) {
  const uses = namesIn(text);
  const faults = [];
  const fault = (use, what) => faults.push({ line: use.line, text: `${what} is not in docs/telemetry.md` });
  for (const use of uses.metrics) if (!page.metrics.has(use.name)) fault(use, `metric ${use.name}`);
  for (const use of uses.spans) if (!page.spans.has(use.name)) fault(use, `span ${use.name}`);
  for (const use of uses.lines) if (!page.lines.includes(use.name)) fault(use, `log line "${use.name}"`);
  for (const use of uses.roles) if (!page.roles.has(use.name)) fault(use, `role ${use.name}`);
  const known = attributesOf(uses, text, page);
  for (const use of uses.attributes) {
    if (!known.has(use.name)) faults.push({ line: use.line, text: `Properties has no ${use.name} for what the query asks` });
  }
  return faults;
}

/** Everything that a query names, with lines. Names of other functions' requests are not ours to know. */
export function namesIn(text) {
  const uses = { metrics: [], spans: [], lines: [], roles: [], attributes: [] };
  text.split('\n').forEach((whole, index) => {
    const line = index + 1;
    const code = whole.replace(/^\s*\/\/.*$/, '');
    for (const [, name] of code.matchAll(/"(fides\.[^"]+)"/g)) uses.metrics.push({ name, line });
    for (const [, names] of code.matchAll(/\bName\s*(?:==|!=|in~?|!in~?)\s*(\([^)]*\)|"[^"]*")/g)) {
      for (const [, name] of names.matchAll(/"([^"]+)"/g)) if (!name.startsWith('fides.')) uses.spans.push({ name, line });
    }
    for (const [, name] of code.matchAll(/\bMessage\s*startswith\s*"([^"]+)"/g)) uses.lines.push({ name, line });
    for (const [, name] of code.matchAll(/\bAppRoleName\s*==\s*"([^"]+)"/g)) uses.roles.push({ name, line });
    for (const [, dotted, quoted] of code.matchAll(/\bProperties(?:\.(\w+)|\["([^"]+)"\])/g)) uses.attributes.push({ name: dotted ?? quoted, line });
  });
  return uses;
}

function attributesOf(uses, text, page) {
  const known = new Set(/\bApp(Traces|Exceptions)\b/.test(text) ? LOG_ATTRIBUTES : []);
  for (const { name } of uses.metrics) page.metrics.get(name)?.forEach((attribute) => known.add(attribute));
  for (const { name } of uses.spans) page.spans.get(name)?.forEach((attribute) => known.add(attribute));
  return known;
}

/** `ItemCount` is how many values a row stands for: of a metric only where it is a histogram. Statements are looked at one by one. */
export function checkCounts(text, page) {
  return statementsOf(text)
    .filter(({ code }) => /\bAppMetrics\b/.test(code) && /\bItemCount\b/.test(code))
    .flatMap(({ code, line }) =>
      namesIn(code)
        .metrics.filter(({ name }) => page.kinds.get(name) !== 'histogram')
        .map((use) => ({ line: line + use.line - 1, text: `ItemCount is not a number of ${use.name}, a ${page.kinds.get(use.name)}` })),
    );
}

/** Of the platform's metrics a workspace has those that can be exported and that a diagnostic setting exports. */
export function checkExported(text) {
  return statementsOf(text)
    .filter(({ code }) => /\bAzureMetrics\b/.test(code))
    .flatMap(({ code, line }) => {
      const provider = /\bResourceProvider\s*==\s*"([^"]+)"/.exec(code)?.[1];
      return [...code.matchAll(/\bMetricName\s*==\s*"([^"]+)"/g)]
        .filter(([, name]) => !EXPORTED_METRICS[provider]?.includes(name))
        .map(([, name]) => ({ line, text: `${name} of ${provider} is not exported to a workspace` }));
    });
}

function statementsOf(text) {
  let line = 1;
  return text.split(';').map((code) => {
    const statement = { code, line };
    line += code.split('\n').length - 1;
    return statement;
  });
}

/** An alert is split by columns that its query gives. */
export function checkSplits(alerts, columnsOf) {
  return alerts
    .filter((alert) => columnsOf.has(alert.query))
    .flatMap((alert) => (alert.splitBy ?? []).filter((column) => !columnsOf.get(alert.query).includes(column)).map((column) => `${alert.name}: ${alert.query} gives no column ${column}`));
}

/**
 * Every metric, span, attribute and role a query names was seen by a collector.
 *
 * @param summary the collector's: `{metrics: {name: [attribute]}, operations: {name: [attribute]}, roles: [name]}`
 */
export function checkCaught(text, summary) {
  const uses = namesIn(text);
  const seen = (list, what) => (use) => (use.name in list ? [] : [{ line: use.line, text: `${what} ${use.name} was not caught` }]);
  const attributes = new Set([...Object.values(summary.metrics), ...Object.values(summary.operations), summary.logAttributes ?? LOG_ATTRIBUTES].flat());
  return [
    ...uses.metrics.flatMap(seen(summary.metrics, 'metric')),
    ...uses.spans.flatMap(seen(summary.operations, 'span')),
    ...uses.roles.filter((use) => !summary.roles.includes(use.name)).map((use) => ({ line: use.line, text: `role ${use.name} was not caught` })),
    ...uses.attributes.filter((use) => !attributes.has(use.name)).map((use) => ({ line: use.line, text: `attribute ${use.name} was not caught` })),
  ];
}

/** Each alert has its line in the first column of the operator's table, and the table speaks of no other. */
export function checkOperatorsPage(path, alerts) {
  const rows = readFileSync(path, 'utf8').split('\n').filter((line) => line.startsWith('| '));
  const told = rows.flatMap((line) => [...line.split('|')[1].matchAll(/\(alert `([^`]+)`\)/g)].map(([, name]) => name));
  const names = alerts.map((alert) => alert.name);
  return [
    ...names.filter((name) => !told.includes(name)).map((name) => `the alert ${name} has no line`),
    ...told.filter((name) => !names.includes(name)).map((name) => `there is no alert ${name}`),
  ];
}

/** The index names every query file, and no other. */
export function checkIndex(path, names) {
  const text = readFileSync(path, 'utf8');
  const listed = [...text.matchAll(/^\| \[`([^`]+\.kql)`\]/gm)].map(([, name]) => name);
  return [
    ...names.filter((name) => !listed.includes(name)).map((name) => `${name} is missing`),
    ...listed.filter((name) => !names.includes(name)).map((name) => `there is no file ${name}`),
    ...listed.filter((name, index) => listed.indexOf(name) !== index).map((name) => `${name} is there twice`),
  ];
}
