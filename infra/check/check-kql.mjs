#!/usr/bin/env node
// Checks queries/*.kql and the workbook: the Kusto language service accepts them against the tables of a workspace, they ask
// only for telemetry that docs/telemetry.md lists, the index and the workbook agree with the files, and docs/operations.md
// says of each alert what to do.
// Prints a line per file; exits with 0 or 1.
//
// usage: check-kql.mjs [--caught summary.json] [folder]
//   folder           default: the folder above this one; docs/ is beside it
//   --caught FILE    the summary of a telemetry collector: what the queries name must be in it, too
import { readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readJson } from './data-rules.mjs';
import { kustoChecker } from './kql.mjs';
import { checkCaught, checkHeader, checkIndex, checkNames, checkOperatorsPage } from './kql-rules.mjs';
import { readTelemetryPage } from './telemetry-page.mjs';
import { checkWorkbook } from './workbook.mjs';

const args = process.argv.slice(2);
const caughtAt = args.indexOf('--caught');
const caught = caughtAt < 0 ? undefined : JSON.parse(readFileSync(args.splice(caughtAt, 2)[1], 'utf8'));
const folder = resolve(args[0] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
const page = readTelemetryPage(join(folder, '..', 'docs', 'telemetry.md'));
const queries = readdirSync(join(folder, 'queries')).filter((name) => name.endsWith('.kql')).sort();
const kusto = kustoChecker();
let failures = 0;

for (const name of queries) {
  const path = join(folder, 'queries', name);
  const text = readFileSync(path, 'utf8');
  report(path, [
    ...(/^[a-z]+(-[a-z]+)*\.kql$/.test(name) ? [] : [{ line: 1, text: 'the name must be in kebab-case' }]),
    ...checkHeader(text),
    ...kusto(text),
    ...checkNames(text, page),
    ...(caught ? checkCaught(text, caught) : []),
  ].map((fault) => `${fault.line}: ${fault.text}`));
}
report(join(folder, 'queries', 'README.md'), checkIndex(join(folder, 'queries', 'README.md'), queries));
const operations = join(folder, '..', 'docs', 'operations.md');
report(operations, checkOperatorsPage(operations, readJson(join(folder, 'alerts.json')).value ?? []));
const workbook = readJson(join(folder, 'workbook.json'));
report(join(folder, 'workbook.json'), workbook.fault ? [workbook.fault] : checkWorkbook(workbook.value, folder));
process.exit(failures === 0 ? 0 : 1);

function report(path, faults) {
  const name = join(relative(process.cwd(), dirname(path)), basename(path));
  if (faults.length === 0) console.log(`ok    ${name}`);
  failures += faults.length;
  for (const fault of faults) console.log(`FAIL  ${name}:${/^\d+: /.test(fault) ? '' : ' '}${fault}`);
}
