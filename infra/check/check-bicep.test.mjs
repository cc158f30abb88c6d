// Each rule finds the fault it is for: a copy of infra/ gets one planted fault at a time.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

function check(plant, path = process.env.PATH) {
  const folder = mkdtempSync(join(tmpdir(), 'fides-infra-'));
  try {
    cpSync(join(here, '..'), folder, { recursive: true, filter: (source) => !source.includes('node_modules') });
    plant(folder);
    const result = spawnSync(process.execPath, [join(here, 'check-bicep.mjs'), folder], { encoding: 'utf8', env: { ...process.env, PATH: path } });
    return { code: result.status, output: result.stdout + result.stderr };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const replace = (file, from, to) => (folder) => {
  const path = join(folder, file);
  const text = readFileSync(path, 'utf8');
  assert.ok(text.includes(from), `${file} has no "${from}"`);
  writeFileSync(path, text.replace(from, to));
};
const write = (file, text) => (folder) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};

test('infra as it is passes', () => {
  const { code, output } = check(() => {});
  assert.equal(code, 0, output);
});

const planted = {
  'a missing brace': [replace('app/identity.bicep', '  tags: tags\n}', '  tags: tags\n'), /identity\.bicep:\d+: /],
  'an ill-formed expression': [replace('app/cosmos.bicep', "capacity == 'serverless'\n      ? [", "capacity == == 'serverless'\n      ? ["), /cosmos\.bicep:\d+: syntax error/],
  'a parameter without description': [replace('app/identity.bicep', "@description('Azure region.')\n", ''), /identity\.bicep:\d+: param location has no @description/],
  'an output without description': [replace('app/workbook.bicep', "@description('Resource id of the workbook.')\n", ''), /workbook\.bicep:\d+: output id has no @description/],
  'a secret that is not secured': [replace('main.bicep', 'param syncFolder string', "@description('x')\nparam clientSecret string = ''\n\nparam syncFolder string"), /main\.bicep:\d+: param clientSecret is named like a secret/],
  'a module that does not exist': [replace('main.bicep', "'app/identity.bicep'", "'app/identify.bicep'"), /main\.bicep:\d+: there is no file app\/identify\.bicep/],
  'a loaded file that does not exist': [replace('app/cosmos.bicep', '../containers.json', '../container.json'), /cosmos\.bicep:\d+: there is no file/],
  'a module parameter that is not given': [replace('main.bicep', '    consistency: cosmosConsistency\n', ''), /main\.bicep:\d+: module cosmos is not given consistency/],
  'a module parameter that is not known': [replace('main.bicep', 'consistency: cosmosConsistency', 'consistent: cosmosConsistency'), /main\.bicep:\d+: module cosmos is given consistent/],
  'an output that is not known': [replace('main.bicep', 'cosmos.outputs.endpoint', 'cosmos.outputs.endPoint'), /main\.bicep:\d+: module cosmos has no output endPoint/],
  'a name that is not declared': [replace('app/network.bicep', 'privateLinkServiceId: endpoint.resourceId', 'privateLinkServiceId: endpoints2.resourceId'), /network\.bicep:\d+: endpoints2 is not declared/],
  'a parameter that is not used': [replace('app/identity.bicep', '  tags: tags\n', ''), /identity\.bicep:\d+: tags is never used/],
  'a setting that Flex Consumption refuses': [replace('app/functionapp-flex.bicep', "      minTlsVersion: '1.2'", "      FUNCTIONS_WORKER_RUNTIME: 'java'"), /functionapp-flex\.bicep:\d+: FUNCTIONS_WORKER_RUNTIME is refused/],
  'JSON that does not parse': [write('queues.json', '[{]'), /queues\.json: .*JSON/],
  'a parameter file with an unknown name': [replace('main.parameters.json', '"plan"', '"sku"'), /main\.parameters\.json: main\.bicep has no parameter sku/],
  'an alert without its query': [
    write('alerts.json', JSON.stringify([{ name: 'a', title: 'A', query: 'a.kql', window: 'PT5M', frequency: '5m', threshold: 0, severity: 7, whatToDo: 'x' }])),
    /alerts\.json: a: frequency is no duration[^]*severity must be[^]*no file queries\/a\.kql[^]*does not load queries\/a\.kql/,
  ],
  'an emulator without a queue': [write('local/Config.json', '{"UserConfig":{"Namespaces":[{"Queues":[{"Name":"fides-changes"}]}]}}'), /Config\.json: queue fides-changes: RequiresSession must be true[^]*queue fides-steps of queues\.json is missing/],
};

for (const [fault, [plant, expected]] of Object.entries(planted)) {
  test(`${fault} is found`, () => {
    const { code, output } = check(plant);
    assert.equal(code, 1, output);
    assert.match(output, expected);
  });
}

for (const status of [0, 1]) {
  test(`a compiler on the path that ends with ${status} decides`, () => {
    const bin = mkdtempSync(join(tmpdir(), 'fides-bin-'));
    try {
      writeFileSync(join(bin, 'bicep'), `#!/bin/sh\n[ "$1" = build ] && exit ${status}\nexit 0\n`);
      chmodSync(join(bin, 'bicep'), 0o755);
      const { code, output } = check(() => {}, `${bin}:${process.env.PATH}`);
      assert.equal(code, status, output);
      assert.match(output, status === 0 ? /ok .*main\.bicep \(bicep build, lint\)/ : /FAIL .*bicep refuses it/);
    } finally {
      rmSync(bin, { recursive: true });
    }
  });
}
