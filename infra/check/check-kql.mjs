#!/usr/bin/env node
// Checks queries/*.kql and the workbook: the Kusto language service accepts them against the tables of a workspace, they ask
// only for telemetry that docs/telemetry.md lists and for what it can tell, alerts are split by columns, the index and the workbook
// agree with the files, and docs/operations.md says of each alert what to do.
// Prints a line per file; exits with 0 or 1.
//
// usage: check-kql.mjs [--caught summary.json] [folder]
//   folder           default: the folder above this one; docs/ is beside it
//   --caught FILE    the summary of a telemetry collector: what the queries name must be in it, too
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { kustoChecker } from './kql.mjs';
import { checkQueries } from './queries.mjs';
import { reporter } from './reporter.mjs';

const args = process.argv.slice(2);
const caughtAt = args.indexOf('--caught');
const caught = caughtAt < 0 ? undefined : JSON.parse(readFileSync(args.splice(caughtAt, 2)[1], 'utf8'));
const folder = resolve(args[0] ?? join(dirname(fileURLToPath(import.meta.url)), '..'));
const report = reporter();
checkQueries(folder, kustoChecker(), caught, report);
report.end();
