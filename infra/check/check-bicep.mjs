#!/usr/bin/env node
// Checks infra/: every Bicep file parses and keeps the rules, every JSON file parses and agrees with the others,
// and the real compiler agrees where the machine has one. Prints a line per file; exits with 0 or 1.
//
// usage: check-bicep.mjs [folder]     default: the folder above this one
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bicepParser, readBicep } from './bicep-file.mjs';
import { checkBicep } from './bicep-rules.mjs';
import { compile, findCompiler } from './compiler.mjs';
import { checkAlerts, checkEmulatorQueues, checkParameters, readJson } from './data-rules.mjs';

const folder = resolve(process.argv[2] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
const paths = filesBelow(folder);
let failures = 0;
let main;

await checkBicepFiles();
checkJsonFiles();
checkWithCompiler();
process.exit(failures === 0 ? 0 : 1);

async function checkBicepFiles() {
  const parser = await bicepParser();
  const files = new Map(paths.filter((path) => path.endsWith('.bicep')).map((path) => [path, readBicep(parser, path)]));
  if (!files.has(join(folder, 'main.bicep'))) report(join(folder, 'main.bicep'), ['there is no such file']);
  for (const [path, file] of files) {
    report(path, checkBicep(file, files).map((fault) => `${fault.line}: ${fault.text}`));
  }
  main = files.get(join(folder, 'main.bicep'));
}

function checkJsonFiles() {
  const queues = readJson(join(folder, 'queues.json')).value ?? [];
  for (const path of paths.filter((candidate) => candidate.endsWith('.json'))) {
    const { value, fault } = readJson(path);
    if (fault) report(path, [fault]);
    else report(path, agreement(relative(folder, path), value, queues));
  }
}

function agreement(name, value, queues) {
  if (main && name === 'main.parameters.json') return checkParameters(value, main);
  if (main && name === 'alerts.json') return checkAlerts(value, folder, main);
  if (name === join('local', 'Config.json')) return checkEmulatorQueues(value, queues);
  return [];
}

function checkWithCompiler() {
  const compiler = findCompiler();
  if (!compiler) {
    console.log('--    no bicep and no az on the path: not compiled');
    return;
  }
  const result = compile(compiler, join(folder, 'main.bicep'));
  if (result.text) console.log(result.text);
  report(join(folder, 'main.bicep'), result.failed ? [`${result.name} refuses it`] : [], ` (${result.name} build, lint)`);
}

function report(path, faults, remark = '') {
  const name = relative(process.cwd(), path);
  if (faults.length === 0) {
    console.log(`ok    ${name}${remark}`);
    return;
  }
  failures += faults.length;
  for (const fault of faults) console.log(`FAIL  ${name}:${/^\d+: /.test(fault) ? '' : ' '}${fault}`);
}

function filesBelow(start) {
  if (!existsSync(start)) return [];
  return readdirSync(start, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(start, entry.name)) : [join(start, entry.name)]))
    .sort();
}
