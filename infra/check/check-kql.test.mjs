// Each rule finds the fault it is for: a copy of infra/ and docs/ gets one planted fault at a time.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { kustoChecker } from './kql.mjs';
import { checkQueries } from './queries.mjs';

const here = dirname(fileURLToPath(import.meta.url));

const kusto = kustoChecker();

function check(plant, caught) {
  const root = mkdtempSync(join(tmpdir(), 'fides-kql-'));
  try {
    const folder = join(root, 'infra');
    cpSync(join(here, '..'), folder, { recursive: true, filter: (source) => !source.includes('node_modules') });
    for (const page of ['telemetry.md', 'operations.md']) cpSync(join(here, '..', '..', 'docs', page), join(root, 'docs', page));
    plant(folder);
    const seen = [];
    let code = 0;
    checkQueries(folder, kusto, caught, (path, faults) => {
      if (faults.length > 0) code = 1;
      else seen.push(`ok ${path}`);
      seen.push(...faults.map((fault) => `${path}:${/^\d+: /.test(fault) ? '' : ' '}${fault}`));
    });
    return { code, output: seen.join('\n') };
  } finally {
    rmSync(root, { recursive: true });
  }
}

const replace = (file, from, to) => (folder) => {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  assert.ok(text.includes(from), `${file} has no "${from}"`);
  writeFileSync(path, text.replace(from, to));
};
const nothing = () => {};

test('queries and workbook as they are pass', () => {
  const { code, output } = check(nothing);
  assert.equal(code, 0, output);
});

const planted = {
  'a query that does not parse': [replace('queries/runs.kql', '| where Name', '| were Name'), /runs\.kql:\d+: /],
  'a column that the table does not have': [replace('queries/slowest-pages.kql', 'DurationMs', 'Duration'), /slowest-pages\.kql:\d+: .*Duration/],
  'a table that is not there': [replace('queries/parked-growth.kql', 'AppMetrics', 'customMetrics'), /parked-growth\.kql:\d+: .*customMetrics/],
  'a metric that Fides does not have': [replace('queries/backlog-old.kql', 'fides.backlog.age', 'fides.backlog.old'), /backlog-old\.kql:5: metric fides\.backlog\.old is not in/],
  'a metric that the page lost': [replace('../docs/telemetry.md', '| `fides.backlog.age` |', '| `fides.backlog.oldest` |'), /backlog-age\.kql:\d+: metric fides\.backlog\.age is not in/],
  'a span that Fides does not have': [replace('queries/slowest-pages.kql', '"page"', '"sheet"'), /slowest-pages\.kql:5: span sheet is not in/],
  'a log line that Fides does not write': [replace('queries/parked-records.kql', '"record parked:"', '"record lost:"'), /parked-records\.kql:\d+: log line "record lost:" is not in/],
  'an attribute that the metric does not have': [replace('queries/messages-rejected.kql', 'Properties.queue', 'Properties.sync'), /messages-rejected\.kql:\d+: Properties has no sync/],
  'a role that is not ours': [replace('queries/run-failed.kql', 'SeverityLevel >= 2', 'AppRoleName == "other"'), /run-failed\.kql:\d+: role other is not in/],
  'a query without its question': [replace('queries/runs.kql', '// Question: ', '// '), /runs\.kql:1: the header has no "Question:"/],
  'a query that the index lacks': [(folder) => writeFileSync(join(folder, 'queries', 'New_one.kql'), readFileSync(join(folder, 'queries', 'runs.kql'))), /New_one\.kql:1: the name must be in kebab-case[^]*README\.md: New_one\.kql is missing/],
  'an index with a file that is gone': [(folder) => rmSync(join(folder, 'queries', 'backlog-old.kql')), /README\.md: there is no file backlog-old\.kql/],
  'a workbook that differs from its query': [replace('queries/runs.kql', 'minutes = round', 'duration = round'), /workbook\.json: runs: differs from the query file/],
  'a workbook that asks something else': [replace('workbook.json', '"crossComponentResources": [\n                "{{workspaceId}}"\n              ]', '"crossComponentResources": []'), /workbook\.json: \S+: crossComponentResources must be/],
  'an alert that the operators are not told of': [replace('../docs/operations.md', '(alert `backlog-old`)', ''), /operations\.md: the alert backlog-old has no line/],
  'a line about an alert that there is not': [replace('../docs/operations.md', '(alert `backlog-old`)', '(alert `backlog-older`)'), /operations\.md: .*\n.*there is no alert backlog-older/],
  'a number of calls that a counter does not tell': [replace('queries/backlog-old.kql', 'arg_max(TimeGenerated, Max)', 'sum(ItemCount), arg_max(TimeGenerated, Max)'), /backlog-old\.kql:5: ItemCount is not a number of fides\.backlog\.age, a gauge/],
  'a metric that cannot be exported': [replace('queries/cost-per-thousand.kql', '"IncomingMessages"', '"DeadletteredMessages"'), /cost-per-thousand\.kql:\d+: DeadletteredMessages of MICROSOFT\.SERVICEBUS is not exported/],
  'a metric of a resource that exports none': [replace('queries/cost-per-thousand.kql', '"MICROSOFT.SERVICEBUS"', '"MICROSOFT.DOCUMENTDB"'), /cost-per-thousand\.kql:\d+: IncomingMessages of MICROSOFT\.DOCUMENTDB is not exported/],
  'an alert that is split by what its query does not give': [replace('alerts.json', '"queue"', '"sync"'), /alerts\.json: messages-rejected: messages-rejected\.kql gives no column sync/],
  'a workbook that does not parse': [replace('workbook.json', '{', '{,'), /workbook\.json: .*JSON/],
};

for (const [fault, [plant, expected]] of Object.entries(planted)) {
  test(`${fault} is found`, () => {
    const { code, output } = check(plant);
    assert.equal(code, 1, output);
    assert.match(output, expected);
  });
}

test('what a query asks and no collector caught is found', () => {
  const { code, output } = check(nothing, { metrics: { 'fides.backlog': ['sync'] }, operations: { step: ['sync'] }, roles: ['fides'] });
  assert.equal(code, 1, output);
  assert.match(output, /ok .*run-failed\.kql/);
  assert.match(output, /backlog-age\.kql:\d+: metric fides\.backlog\.age was not caught/);
  assert.match(output, /slowest-pages\.kql:5: span page was not caught/);
  assert.match(output, /slowest-pages\.kql:\d+: attribute page was not caught/);
});

test('the command fails when there is a fault, and hands on what was caught', () => {
  const root = mkdtempSync(join(tmpdir(), 'fides-caught-'));
  try {
    writeFileSync(join(root, 'summary.json'), JSON.stringify({ metrics: {}, operations: {}, roles: [] }));
    const result = spawnSync(process.execPath, [join(here, 'check-kql.mjs'), '--caught', join(root, 'summary.json')], { encoding: 'utf8' });
    assert.equal(result.status, 1, result.stdout + result.stderr);
    assert.match(result.stdout, /FAIL .*backlog-age\.kql:\d+: metric fides\.backlog was not caught/);
  } finally {
    rmSync(root, { recursive: true });
  }
});
