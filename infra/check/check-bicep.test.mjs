// Each rule finds the fault it is for. Faults of files are planted in a copy of infra/, one at a time; faults of values in the resources
// that the compiler resolved. One compiler answers all; without one only the data are checked, and the rest is skipped, not passed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Bicep, findBicep } from './bicep.mjs';
import { checkTemplate } from './data-rules.mjs';
import { checkInfra, checkResources, contextOf } from './infra.mjs';
import { PACKAGE, resolve, TOPICS, variants } from './variants.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const infra = join(here, '..');
const path = findBicep();
const skip = path ? false : 'there is no bicep and no az on the path';
let bicep;
before(() => (bicep = path && new Bicep(path)));
after(() => bicep?.close());

/** A copy of infra/ and of what it is compared with, with a fault. */
async function inCopy(plant, work) {
  const root = mkdtempSync(join(tmpdir(), 'fides-infra-'));
  try {
    cpSync(infra, join(root, 'infra'), { recursive: true, filter: (source) => !source.includes('node_modules') });
    for (const file of ['docs/settings.md', 'pom.xml', 'local.settings.json.example']) cpSync(join(infra, '..', file), join(root, file));
    plant(join(root, 'infra'));
    return await work(join(root, 'infra'));
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** The faults found, one a line; `choose` as in checkInfra. */
const check = (plant, compiler, choose) =>
  inCopy(plant, async (folder) => {
    const found = [];
    await checkInfra(folder, compiler, (file, faults) => found.push(...faults.map((fault) => `${relative(folder, file)}: ${fault}`)), choose);
    return found.join('\n');
  });

/** Compiles but the file of which the fault is said, and resolves but one variant of main.bicep. */
const only = (expected, variant) => {
  const named = /^\/\^([\w\\/-]+?)\\\./.exec(String(expected))[1].replaceAll('\\', '');
  let left = 1;
  return { files: (file) => file === `${named}.bicep` || (named.startsWith('main') && file === 'main.bicep'), variants: (candidate) => variant(candidate) && left-- > 0 };
};

const replace = (file, from, to) => (folder) => {
  const target = join(folder, file);
  const text = readFileSync(target, 'utf8');
  assert.ok(text.includes(from), `${file} has no "${from}"`);
  writeFileSync(target, text.replaceAll(from, to));
};
const write = (file, text) => (folder) => {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
};
const all = (...plants) => (folder) => plants.forEach((plant) => plant(folder));
const flex = ({ plan }) => plan === 'flex';

const inData = {
  'JSON that does not parse': [write('queues.json', '[{]'), /^queues\.json: .*JSON/],
  'an alert with wrong members': [
    write('alerts.json', JSON.stringify([{ name: 'a', title: 'A', query: 'a.kql', window: 'PT5M', frequency: '5m', threshold: 0, severity: 7, scope: 'x', whatToDo: 'x' }])),
    /a: scope is not known[^]*a: there is no file queries\/a\.kql[^]*a: the frequency 5m is not one of[^]*a: the severity 7/,
  ],
  'a window that Azure Monitor does not have': [replace('alerts.json', '"PT30M"', '"PT20M"'), /^alerts\.json: circuit-open: the window PT20M is not one of PT1M, PT5M/],
  'a window that only log alerts have': [replace('alerts.json', '"metric": "DeadletteredMessages",\n    "window": "PT15M"', '"metric": "DeadletteredMessages",\n    "window": "PT45M"'), /dead-letters: the window PT45M/],
  'an alert that is asked more seldom than it looks back': [replace('alerts.json', '"window": "PT15M",\n    "frequency": "PT5M"', '"window": "PT5M",\n    "frequency": "PT15M"'), /run-failed: the frequency PT15M is longer than the window PT5M/],
  'an alert that asks nothing': [replace('alerts.json', '"query": "run-failed.kql",', ''), /run-failed: must have a query or a metric/],
};

for (const [fault, [plant, expected]] of Object.entries(inData)) {
  test(`${fault} is found without a compiler`, async () => assert.match(await check(plant, undefined), expected));
}

const inFiles = {
  'a missing brace': [replace('app/identity.bicep', '  tags: tags\n}', '  tags: tags\n'), /^app\/identity\.bicep: \d+: error BCP/m],
  'a misspelt property': [replace('app/functionapp-flex.bicep', 'minTlsVersion', 'minTlsVersoin'), /^app\/functionapp-flex\.bicep: \d+: warning BCP089: .*minTlsVersoin/m],
  'a word about a file that nothing uses': [write('app/other.bicep', "resource x 'Microsoft.Storage/storageAccounts@1999-01-01' existing = {\n  name: 'x'\n}\n"), /^app\/other\.bicep: 1: warning BCP081/m],
  'a fault of a linter rule': [replace('app/workbook.bicep', 'param location string', 'param location string\n\n@description(\'x\')\nparam other string'), /^app\/workbook\.bicep: \d+: error no-unused-params/m],
  'a file that is formatted otherwise': [replace('app/identity.bicep', 'param tags object', 'param   tags object'), /^app\/identity\.bicep: is not as "bicep format" leaves it/m],
  'a parameter without description': [replace('app/identity.bicep', "@description('Azure region.')\n", ''), /^app\/identity\.bicep: param location has no @description/m],
  'an output without description': [replace('app/workbook.bicep', "@description('Resource id of the workbook.')\n", ''), /^app\/workbook\.bicep: output id has no @description/m],
  'a module that does not exist': [replace('main.bicep', "'app/identity.bicep'", "'app/identify.bicep'"), /^main\.bicep: \d+: error BCP091/m],
  'a parameter file with an unknown name': [replace('main.parameters.json', '"plan"', '"sku"'), /^main\.parameters\.json: main\.bicep has no parameter sku/m],
  'a query that no alert asks for': [replace('main.bicep', "  'run-failed.kql'", "  'runs.kql': loadTextContent('queries/runs.kql')\n  'run-failed.kql'"), /^main\.bicep: alertQueries loads queries\/runs\.kql, which no alert uses/m],
  'a query that is not loaded': [replace('main.bicep', "  'run-failed.kql': loadTextContent('queries/run-failed.kql')\n", ''), /^main\.bicep: alertQueries does not load queries\/run-failed\.kql[^]*cannot be resolved/m],
  'a property that Flex Consumption refuses': [replace('app/functionapp-flex.bicep', "      minTlsVersion: '1.2'", "      minTlsVersion: '1.2'\n      ftpsState: 'Disabled'"), /^main\.bicep: flex.*ftpsState is refused on Flex Consumption/m],
  'a window that is worked out wrongly': [replace('app/alerts.bicep', 'windowSize: alert.window', "windowSize: alert.window == 'PT30M' ? 'PT20M' : alert.window"), /^main\.bicep: flex.*circuit-open: the window PT20M/m],
  'a consistency without what it needs': [
    all(replace('main.bicep', "  'Strong'\n  'Session'\n", "  'Strong'\n  'BoundedStaleness'\n"), replace('app/cosmos.bicep', "  'Strong'\n  'Session'\n", "  'Strong'\n  'BoundedStaleness'\n")),
    /^main\.bicep: flex, serverless, BoundedStaleness: .*needs maxStalenessPrefix/m,
    ({ cosmosConsistency }) => cosmosConsistency === 'BoundedStaleness',
  ],
};

for (const [fault, [plant, expected, wanted = flex]] of Object.entries(inFiles)) {
  test(`${fault} is found`, { skip }, async () => assert.match(await check(plant, bicep, only(expected, wanted)), expected));
}

const inValues = (variant, faults) => {
  test(`the resources of ${variant.plan} are as they should be, and planted faults of their values are found`, { skip }, async (t) => {
    const resources = await resolve(bicep, infra, { ...variants(['Strong'])[0], ...variant });
    const context = contextOf(infra);
    assert.deepEqual(checkResources(resources, context), []);
    for (const [fault, [type, change, expected, changeContext]] of Object.entries(faults)) {
      await t.test(fault, () => {
        const changed = structuredClone(resources);
        change(changed.find((resource) => resource.type === type), changed);
        const other = structuredClone({ ...context, query: undefined });
        changeContext?.(other);
        assert.match(checkResources(changed, { ...other, query: context.query }).join('\n'), expected);
      });
    }
  });
};

const SETTINGS = 'Microsoft.Web/sites/config';
const QUEUE = 'Microsoft.ServiceBus/namespaces/queues';
const ROLE = 'Microsoft.Authorization/roleAssignments';
const none = () => {};

inValues({ plan: 'flex', privateNetworking: true, eventGridTopicId: `${TOPICS}/topics/cities`, cosmosCapacity: 'autoscale' }, {
  'a setting that Flex Consumption refuses': [SETTINGS, (it) => (it.properties.FUNCTIONS_WORKER_RUNTIME = 'java'), /FUNCTIONS_WORKER_RUNTIME is refused/],
  'the same in another case, in siteConfig': ['Microsoft.Web/sites', (it) => (it.properties.siteConfig.appSettings = [{ name: 'Website_Run_From_Package', value: '1' }]), /Website_Run_From_Package is refused/],
  'a property of the site that Flex Consumption refuses': ['Microsoft.Web/sites', (it) => (it.properties.vnetRouteAllEnabled = true), /vnetRouteAllEnabled is refused/],
  'the agent, which exports nothing there': [SETTINGS, (it) => (it.properties.APPLICATIONINSIGHTS_ENABLE_AGENT = 'true'), /APPLICATIONINSIGHTS_ENABLE_AGENT is refused/],
  'a setting of one machine that is missing': [SETTINGS, (it) => delete it.properties.Cosmos__accountEndpoint && delete it.properties.Cosmos__credential && delete it.properties.Cosmos__clientId, /Cosmos of local\.settings\.json\.example is not set/],
  'a setting that differs from one machine': [SETTINGS, (it) => (it.properties.IMPORT_TICK = '0 */2 * * * *'), /IMPORT_TICK is 0 \*\/2 \* \* \* \*, and 0 \* \* \* \* \* on one machine/],
  'a setting that is not described': [SETTINGS, (it) => (it.properties.FIDES_NEW = '1'), /FIDES_NEW is not in docs\/settings\.md/],
  'a setting that is no environment variable': [SETTINGS, (it) => (it.properties['CITIES-HOST'] = '1'), /CITIES-HOST: a setting is an environment variable/],
  'another runtime than on one machine': ['Microsoft.Web/sites', (it) => (it.properties.functionAppConfig.runtime.name = 'node'), /FUNCTIONS_WORKER_RUNTIME is node, and java on one machine/],
  'another Java than the build compiles for': ['Microsoft.Web/sites', (it) => (it.properties.functionAppConfig.runtime.version = '21'), /runs on Java 21 and is compiled for 17/],
  'a name that is too long': ['Microsoft.Storage/storageAccounts', (it) => (it.name += 'abcdefgh'), /abcdefgh is no name for Microsoft\.Storage\/storageAccounts/],
  'a name that the service keeps for itself': ['Microsoft.ServiceBus/namespaces', (it) => (it.name = 'fides-sb'), /fides-sb is no name for/],
  'a resource that is there twice': ['Microsoft.KeyVault/vaults', (it, list) => list.push(it), /microsoft\.keyvault\/vaults.* is deployed twice/],
  'a reference to what is not deployed': ['Microsoft.Insights/diagnosticSettings', (it) => (it.properties.workspaceId += 'x'), /to-workspace: there is no Microsoft\.OperationalInsights\/workspaces\/.*x/],
  'a private endpoint in a subnet of another network': ['Microsoft.Network/privateEndpoints', (it) => (it.properties.subnet.id = it.properties.subnet.id.replace('vnet-', 'net-')), /there is no Microsoft\.Network\/virtualNetworks\/net-/],
  'a role on the whole resource group': [ROLE, (it) => (it.id = it.id.replace(/'[^']*'/, "'/subscriptions/s/resourceGroups/fides'")), /is given on \/subscriptions\/s\/resourceGroups\/fides, not on one resource/],
  'a role that allows everything': [ROLE, (it) => (it.properties.roleDefinitionId = it.properties.roleDefinitionId.replace(/[^/]*$/, 'b24988ac-6180-42a0-ab88-20f7382dd24c')), /b24988ac-6180-42a0-ab88-20f7382dd24c allows everything/],
  'a metric alert with the times of a log alert': ['Microsoft.Insights/metricAlerts', (it) => (it.properties.evaluationFrequency = 'PT10M'), /the frequency PT10M is not one of/],
  'an alert that is not deployed': ['Microsoft.Insights/metricAlerts', (it, list) => list.splice(list.indexOf(it), 1), /the alert dead-letters is not deployed/],
  'an alert that asks another query': ['Microsoft.Insights/scheduledQueryRules', (it) => (it.properties.criteria.allOf[0].query += ' '), /does not ask queries\/run-failed\.kql/],
  'an action group whose short name is too long': ['Microsoft.Insights/actionGroups', (it) => (it.properties.groupShortName = 'fides-operators'), /more than 12 characters/],
  'a queue that the emulator lacks': [QUEUE, (it) => (it.name = 'ns/fides-other'), /the emulator has no queue fides-other/],
  'a queue that only the emulator has': [QUEUE, (it, list) => list.splice(list.indexOf(it), 1), /the emulator has a queue fides-changes, which is not deployed/],
  'a queue that differs from the emulator': [QUEUE, none, /fides-changes: in the emulator RequiresSession is false, not true/, ({ emulator }) => (emulator.UserConfig.Namespaces[0].Queues[0].Properties.RequiresSession = false)],
  'a message that outlives the tombstones': [QUEUE, (it) => (it.properties.defaultMessageTimeToLive = 'P30D'), /may outlive the tombstones/],
  'an autoscale account without throughput': ['Microsoft.DocumentDB/databaseAccounts/sqlDatabases', (it) => (it.properties.options = {}), /needs throughput/],
});

inValues({ plan: 'premium' }, {
  'a serverless account with throughput': ['Microsoft.DocumentDB/databaseAccounts/sqlDatabases', (it) => (it.properties.options = { autoscaleSettings: {} }), /a serverless account refuses throughput/],
  'a blob that nobody may read': [SETTINGS, (it) => delete it.properties.WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID, /BLOB_MI_RESOURCE_ID is for the blob/],
  'an app without a package': [SETTINGS, (it) => delete it.properties.WEBSITE_RUN_FROM_PACKAGE, /WEBSITE_RUN_FROM_PACKAGE has no address/],
  'a missing worker runtime': [SETTINGS, (it) => delete it.properties.FUNCTIONS_WORKER_RUNTIME, /FUNCTIONS_WORKER_RUNTIME of local\.settings\.json\.example is not set/],
  'another Java than the build compiles for': ['Microsoft.Web/sites', (it) => (it.properties.siteConfig.linuxFxVersion = 'Java|11'), /runs on Java 11/],
});

inValues({ plan: 'flex', packageUri: PACKAGE }, {
  'a package without an address': ['Microsoft.Web/sites/extensions', (it) => delete it.properties.packageUri, /a package is fetched by onedeploy/],
  'a way to deploy that Flex Consumption has not': ['Microsoft.Web/sites/extensions', (it) => (it.name = it.name.replace('onedeploy', 'zipdeploy')), /a package is fetched by onedeploy/],
});

inValues({ plan: 'premium', packageUri: PACKAGE }, {
  'an identity for a package that everybody may read': [SETTINGS, (it) => (it.properties.WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID = 'x'), /BLOB_MI_RESOURCE_ID is for the blob/],
});

test('a secret that is not secured is found, and one that is passes', () => {
  const template = (type) => ({ parameters: { clientSecret: { type, metadata: { description: 'x' } } } });
  assert.deepEqual(checkTemplate(template('string')), ['param clientSecret is named like a secret but is not @secure()']);
  assert.deepEqual(checkTemplate(template('securestring')), []);
});

test('a machine without a compiler is told what was not checked', () => {
  const result = spawnSync(process.execPath, [join(here, 'check-bicep.mjs')], { encoding: 'utf8', env: { ...process.env, PATH: '/nowhere' } });
  assert.equal(result.status, 0, result.stdout + result.stderr);
  assert.match(result.stdout, /note: no bicep and no az on the path: no Bicep file was compiled/);
});

test('the command fails when there is a fault', async () => {
  const result = await inCopy(replace('alerts.json', '"PT30M"', '"PT20M"'), (folder) =>
    spawnSync(process.execPath, [join(here, 'check-bicep.mjs'), folder], { encoding: 'utf8', env: { ...process.env, PATH: '/nowhere' } }),
  );
  assert.equal(result.status, 1, result.stdout + result.stderr);
  assert.match(result.stdout, /FAIL .*alerts\.json: circuit-open: the window PT20M/);
});
