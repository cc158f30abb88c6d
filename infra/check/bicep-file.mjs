// Reads one Bicep file with tree-sitter and gives its declarations, or its syntax faults.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Language, Parser } from 'web-tree-sitter';

const require = createRequire(import.meta.url);

/** Makes a parser for Bicep from the WebAssembly build that the grammar's package brings. */
export async function bicepParser() {
  await Parser.init();
  const parser = new Parser();
  parser.setLanguage(await Language.load(require.resolve('tree-sitter-bicep/tree-sitter-bicep.wasm')));
  return parser;
}

/**
 * Parses a file.
 *
 * @returns {{path, root, faults, params, outputs, vars, resources, modules, loads}} `faults` are
 *   `{line, text}`; the others are lists of declarations, each with its name, line and what rules need.
 */
export function readBicep(parser, path) {
  const root = parser.parse(readFileSync(path, 'utf8')).rootNode;
  const file = { path, root, faults: syntaxFaults(root), params: [], outputs: [], vars: [], resources: [], modules: [], loads: [] };
  let decorators = [];
  for (const node of root.namedChildren) {
    if (node.type === 'decorators') {
      decorators = decoratorNames(node);
      continue;
    }
    declare(file, node, decorators);
    decorators = [];
  }
  for (const call of root.descendantsOfType('call_expression')) {
    const name = call.childForFieldName('function')?.text ?? '';
    if (/^load(Json|Text|Yaml)Content$/.test(name)) {
      file.loads.push({ line: lineOf(call), path: stringValue(call.descendantsOfType('string')[0]) });
    }
  }
  return file;
}

function declare(file, node, decorators) {
  const name = node.namedChildren.find((child) => child.type === 'identifier')?.text;
  const declaration = { name, line: lineOf(node), node, described: decorators.includes('description'), secure: decorators.includes('secure') };
  switch (node.type) {
    case 'parameter_declaration':
      file.params.push({ ...declaration, required: isRequired(node) });
      break;
    case 'output_declaration':
      file.outputs.push(declaration);
      break;
    case 'variable_declaration':
      file.vars.push(declaration);
      break;
    case 'resource_declaration':
      file.resources.push({ ...declaration, type: stringValue(node.descendantsOfType('string')[0]) });
      break;
    case 'module_declaration':
      file.modules.push({ ...declaration, source: stringValue(node.descendantsOfType('string')[0]), given: givenParams(node) });
      break;
  }
}

/** Names the parameters a module declaration hands over. */
function givenParams(module) {
  for (const property of module.descendantsOfType('object_property')) {
    const [key, value] = property.namedChildren;
    if (key.text === 'params' && value?.type === 'object') {
      return value.namedChildren.filter((child) => child.type === 'object_property').map((child) => child.namedChildren[0].text);
    }
  }
  return [];
}

/** A parameter is required when nothing follows its type and the type does not end in a question mark. */
function isRequired(parameter) {
  const [, type, value] = parameter.namedChildren.filter((child) => child.type !== 'comment');
  return value === undefined && !type?.text.endsWith('?');
}

function decoratorNames(decorators) {
  return decorators.namedChildren.map((decorator) => decorator.text.replace(/^@(sys\.)?/, '').split('(')[0]);
}

function syntaxFaults(root) {
  const faults = [];
  const visit = (node) => {
    if (node.isMissing) {
      faults.push({ line: lineOf(node), text: `${node.type} is missing` });
    } else if (node.isError) {
      faults.push({ line: lineOf(node), text: `syntax error at: ${firstLine(node.text)}` });
    } else if (node.hasError) {
      node.children.forEach(visit);
    }
  };
  visit(root);
  return faults;
}

export const lineOf = (node) => node.startPosition.row + 1;
export const stringValue = (node) => (node ? node.text.replace(/^'+|'+$/g, '') : undefined);
const firstLine = (text) => text.trim().split('\n')[0].slice(0, 60);
