// What a compiler would say of names and files, as far as it can be told without one.
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { lineOf } from './bicep-file.mjs';

/** Settings that Flex Consumption refuses, or that mean something else there. */
const FORBIDDEN_ON_FLEX = /^(FUNCTIONS_|WEBSITE_|SCM_DO_BUILD|ENABLE_ORYX|AzureWebJobsDashboard|linuxFxVersion)/;

/**
 * Checks one file.
 *
 * @param file what readBicep gave
 * @param others all files by absolute path, for modules
 * @returns list of `{line, text}`
 */
export function checkBicep(file, others) {
  return [
    ...file.faults,
    ...undescribed(file),
    ...openSecrets(file),
    ...missingFiles(file),
    ...wrongModuleParams(file, others),
    ...unknownOutputs(file, others),
    ...unknownNames(file),
    ...unusedNames(file),
    ...forbiddenOnFlex(file),
  ].sort((a, b) => a.line - b.line);
}

function undescribed(file) {
  const faults = (kind, list) =>
    list.filter((item) => !item.described).map((item) => ({ line: item.line, text: `${kind} ${item.name} has no @description` }));
  return [...faults('param', file.params), ...faults('output', file.outputs)];
}

/** The linter takes such a name for a secret that would lie open in the deployment's history. */
function openSecrets(file) {
  return file.params
    .filter((param) => /password|secret|accountkey|acctkey/i.test(param.name) && !param.secure)
    .map((param) => ({ line: param.line, text: `param ${param.name} is named like a secret but is not @secure()` }));
}

function missingFiles(file) {
  const local = file.modules.filter((module) => !/^(br|ts)[:/]/.test(module.source));
  return [
    ...local.map((module) => ({ line: module.line, path: module.source })),
    ...file.loads,
  ]
    .filter(({ path }) => path !== undefined && !existsSync(resolve(dirname(file.path), path)))
    .map(({ line, path }) => ({ line, text: `there is no file ${path}` }));
}

function wrongModuleParams(file, others) {
  const faults = [];
  for (const module of file.modules) {
    const target = others.get(resolve(dirname(file.path), module.source));
    if (!target) continue;
    const known = new Set(target.params.map((param) => param.name));
    for (const name of module.given) {
      if (!known.has(name)) faults.push({ line: module.line, text: `module ${module.name} is given ${name}, which it does not have` });
    }
    for (const param of target.params) {
      if (param.required && !module.given.includes(param.name)) {
        faults.push({ line: module.line, text: `module ${module.name} is not given ${param.name}` });
      }
    }
  }
  return faults;
}

function unknownOutputs(file, others) {
  const faults = [];
  for (const module of file.modules) {
    const target = others.get(resolve(dirname(file.path), module.source));
    if (!target) continue;
    const known = new Set(target.outputs.map((output) => output.name));
    const used = new RegExp(`\\b${module.name}!?\\.outputs\\.\\??(\\w+)`, 'g');
    for (const [index, line] of file.root.text.split('\n').entries()) {
      for (const [, name] of line.matchAll(used)) {
        if (!known.has(name)) faults.push({ line: index + 1, text: `module ${module.name} has no output ${name}` });
      }
    }
  }
  return faults;
}

/** Names that are used as values but declared nowhere in the file. */
function unknownNames(file) {
  const declared = new Set([...declarations(file).map((item) => item.name), ...localNames(file.root)]);
  return usedNames(file.root)
    .filter((node) => !declared.has(node.text))
    .map((node) => ({ line: lineOf(node), text: `${node.text} is not declared` }));
}

function unusedNames(file) {
  const used = new Set(usedNames(file.root).map((node) => node.text));
  return [...file.params, ...file.vars]
    .filter((item) => !used.has(item.name))
    .map((item) => ({ line: item.line, text: `${item.name} is never used` }));
}

function declarations(file) {
  const nested = file.root.descendantsOfType('resource_declaration').map((node) => ({ name: node.namedChildren[0]?.text }));
  return [...file.params, ...file.vars, ...file.resources, ...file.modules, ...nested];
}

/** Loop variables and lambda parameters. Their scope is not told apart: a name is known in the whole file. */
function localNames(root) {
  const names = [];
  for (const loop of root.descendantsOfType('for_statement')) {
    names.push(loop.childForFieldName('initializer')?.text ?? loop.namedChildren[0].text);
    for (const node of loop.descendantsOfType(['loop_variable', 'loop_enumerator'])) names.push(node.text);
  }
  for (const lambda of root.descendantsOfType('lambda_expression')) names.push(lambda.namedChildren[0].text);
  return names.flatMap((name) => name.match(/\w+/g) ?? []);
}

/** Identifiers in the place of a value: not the name of a declaration, a property, a function or a type. */
function usedNames(root) {
  return root.descendantsOfType('identifier').filter((node) => {
    const parent = node.parent;
    const isFirst = parent.namedChildren[0]?.equals(node);
    if (/_declaration$/.test(parent.type)) return !isFirst;
    if (parent.type === 'object_property') return !isFirst;
    if (parent.type === 'call_expression') return !parent.childForFieldName('function')?.equals(node);
    return !['type', 'nullable_type', 'array_type', 'decorator'].includes(parent.type);
  });
}

function forbiddenOnFlex(file) {
  if (!/functionapp-flex\.bicep$/.test(file.path)) return [];
  return file.root
    .descendantsOfType('object_property')
    .filter((property) => FORBIDDEN_ON_FLEX.test(property.namedChildren[0].text.replaceAll("'", '')))
    .map((property) => ({ line: lineOf(property), text: `${property.namedChildren[0].text} is refused on Flex Consumption` }));
}
