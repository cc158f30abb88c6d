// All checks of queries, alerts and the workbook of a folder infra/; what each finds is handed to `report(path, faults)`.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readJson } from './data-rules.mjs';
import { checkCaught, checkCounts, checkExported, checkHeader, checkIndex, checkNames, checkOperatorsPage, checkSplits } from './kql-rules.mjs';
import { readTelemetryPage } from './telemetry-page.mjs';
import { checkWorkbook } from './workbook.mjs';

/**
 * @param folder with queries/; docs/ is beside it
 * @param kusto what kustoChecker gave
 * @param caught the summary of a telemetry collector, in which everything that queries name must be; undefined for none
 */
export function checkQueries(folder, kusto, caught, report) {
  const page = readTelemetryPage(join(folder, '..', 'docs', 'telemetry.md'));
  const names = readdirSync(join(folder, 'queries')).filter((name) => name.endsWith('.kql')).sort();
  const columnsOf = new Map();
  for (const name of names) {
    const path = join(folder, 'queries', name);
    const text = readFileSync(path, 'utf8');
    const { faults, columns } = kusto(text);
    columnsOf.set(name, columns);
    report(path, [
      ...(/^[a-z]+(-[a-z]+)*\.kql$/.test(name) ? [] : [{ line: 1, text: 'the name must be in kebab-case' }]),
      ...checkHeader(text),
      ...faults,
      ...checkNames(text, page),
      ...checkCounts(text, page),
      ...checkExported(text),
      ...(caught ? checkCaught(text, caught) : []),
    ].map((fault) => `${fault.line}: ${fault.text}`));
  }
  report(join(folder, 'queries', 'README.md'), checkIndex(join(folder, 'queries', 'README.md'), names));
  const alerts = readJson(join(folder, 'alerts.json')).value ?? [];
  report(join(folder, 'alerts.json'), checkSplits(alerts, columnsOf));
  const operations = join(folder, '..', 'docs', 'operations.md');
  report(operations, checkOperatorsPage(operations, alerts));
  const workbook = readJson(join(folder, 'workbook.json'));
  report(join(folder, 'workbook.json'), workbook.fault ? [workbook.fault] : checkWorkbook(workbook.value, folder));
}
