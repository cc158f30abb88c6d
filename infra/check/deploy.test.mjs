// infra/deploy.sh against a stand-in for az, curl and the build, in a folder of its own. Needs bash and a JDK (for jar).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const TOPIC = '/subscriptions/s/resourceGroups/hosts/providers/Microsoft.EventGrid/topics/cities';
const GROUP = ['--resource-group', 'g', '--location', 'westeurope'];

// Output names come back in another case, as from the real service.
const outputs = (plan) => JSON.stringify({
  servicE_FIDES_NAME: { type: 'String', value: 'func-fides-x' },
  fideS_URL: { type: 'String', value: 'https://func-fides-x.example' },
  fideS_PLAN: { type: 'String', value: plan },
  fideS_STORAGE_ACCOUNT: { type: 'String', value: 'stfidesx' },
  fideS_PACKAGE_CONTAINER: { type: 'String', value: 'app-package' },
  fideS_PACKAGE_BLOB: { type: 'String', value: 'fides.zip' },
  fideS_DEAD_LETTER_CONTAINER: { type: 'String', value: 'event-grid-dead-letters' },
  fideS_EVENT_SUBSCRIPTION: { type: 'String', value: 'evgs-fides-x' },
  fideS_SERVICE_BUS: { type: 'String', value: 'sbns-fides-x' },
  fideS_KEY_VAULT: { type: 'String', value: 'kv-fides-x' },
  fideS_APPLICATION_INSIGHTS: { type: 'String', value: 'appi-fides-x' },
}, null, 2);

/**
 * Runs deploy.sh; `az` maps the start of a command to a shell snippet that stands in for it. Without `withAz` the path
 * has nothing but what the script itself starts with.
 */
function deploy(args, { az = {}, plan = 'flex', health = '200', withAz = true, env = {} } = {}) {
  const root = mkdtempSync(join(tmpdir(), 'fides-deploy-'));
  try {
    const bin = join(root, 'bin');
    const bare = join(root, 'bare');
    for (const folder of ['bin', 'bare', 'infra/app', 'functions/target']) mkdirSync(join(root, folder), { recursive: true });
    symlinkSync('/usr/bin/dirname', join(bare, 'dirname'));
    for (const script of ['deploy.sh', 'pack.sh']) cpSync(join(here, '..', script), join(root, 'infra', script));
    writeFileSync(join(root, 'outputs.json'), outputs(plan));
    writeFileSync(join(root, 'older.zip'), 'zip');
    mkdirSync(join(root, 'syncs'));
    writeFileSync(join(root, 'syncs/cities.yaml'), 'name: cities');
    const script = (name, text) => {
      writeFileSync(join(root, name), `#!/bin/bash\n${text}\n`);
      chmodSync(join(root, name), 0o755);
    };
    const answers = {
      ...az,
      'account show': az['account show'] ?? 'echo Trial',
      'group exists': az['group exists'] ?? 'echo true',
      'deployment group show': `cat "${root}/outputs.json"`,
      'functionapp show': 'echo /subscriptions/s/app',
      'resource show': az['resource show'] ?? 'echo principal',
    };
    if (withAz) {
      const cases = Object.entries(answers).map(([start, text]) => `'${start}'*) ${text} ;;`).join('\n');
      script('bin/az', `echo "$*" >>"${root}/az.log"\ncase "$*" in\n${cases}\nesac`);
    }
    script('bin/curl', `echo -n ${health}`);
    script('bin/sleep', 'exit 0');
    script('mvnw', 'd=functions/target/azure-functions/fides; mkdir -p "$d/SyncStep" "$d/lib"; echo {} >"$d/host.json"; echo {} >"$d/SyncStep/function.json"; echo x >"$d/lib/a b.jar"; echo secret >"$d/local.settings.json"');
    const result = spawnSync('/bin/bash', [join(root, 'infra/deploy.sh'), ...args.map((arg) => arg.replace('ROOT', root))], {
      encoding: 'utf8',
      env: { ...process.env, ...env, FIDES_RETRY_SECONDS: '0', FIDES_HEALTH_TIMEOUT_SECONDS: '2', PATH: withAz ? `${bin}:${process.env.PATH}` : bare },
    });
    const log = existsSync(join(root, 'az.log')) ? readFileSync(join(root, 'az.log'), 'utf8') : '';
    const zip = /package: (\S+)/.exec(result.stdout)?.[1];
    const entries = zip ? spawnSync('jar', ['tf', zip], { encoding: 'utf8' }).stdout.trim().split('\n').sort() : [];
    return { code: result.status, out: result.stdout, err: result.stderr, az: log, entries };
  } finally {
    rmSync(root, { recursive: true });
  }
}

test('help is given without any tool', () => {
  const { code, out } = deploy(['--help']);
  assert.equal(code, 0);
  assert.match(out, /usage: setup\.sh deploy/);
});

const misuses = {
  '--resource-group is missing': ['--location', 'westeurope'],
  '--location is missing': ['--resource-group', 'g'],
  '--plan must be flex or premium, not y1': [...GROUP, '--plan', 'y1'],
  '--location needs a value': ['--resource-group', 'g', '--location'],
  'unknown argument: --whatif': [...GROUP, '--whatif'],
  'there is no parameter file nowhere.json': [...GROUP, '--parameters', 'nowhere.json'],
  'there is no folder nowhere': [...GROUP, '--syncs', 'nowhere'],
  'there is no package nowhere.zip': [...GROUP, '--package', 'nowhere.zip'],
  '--set takes NAME=VALUE, not plan': [...GROUP, '--set', 'plan'],
  '--event-grid-topic takes the resource id': [...GROUP, '--event-grid-topic', 'cities'],
  '--what-if and --publish-only exclude each other': [...GROUP, '--what-if', '--publish-only'],
  '--subscribe-only excludes --what-if and --publish-only': [...GROUP, '--subscribe-only', '--publish-only', '--event-grid-topic', TOPIC],
  '--subscribe-only needs --event-grid-topic': ['--resource-group', 'g', '--subscribe-only'],
};
for (const [message, args] of Object.entries(misuses)) {
  test(`misuse is told: ${message}`, () => {
    const { code, err, az } = deploy(args);
    assert.equal(code, 2);
    assert.ok(err.includes(message), err);
    assert.equal(az, '', 'az must not be called');
  });
}

test('a machine without az is told where to get it', () => {
  const { code, err } = deploy(GROUP, { withAz: false });
  assert.equal(code, 1);
  assert.match(err, /Azure CLI \(az\) is not on the path/);
});

test('an az without login is told to log in', () => {
  const { code, err } = deploy(GROUP, { az: { 'account show': 'exit 1' } });
  assert.equal(code, 1);
  assert.match(err, /az is not logged in: run "az login"/);
});

test('what-if changes nothing', () => {
  const { code, out, az } = deploy([...GROUP, '--what-if', '--set', 'cosmosCapacity=autoscale']);
  assert.equal(code, 0);
  assert.match(az, /deployment group what-if .*location=westeurope plan=flex cosmosCapacity=autoscale/);
  assert.doesNotMatch(az, /create|config-zip/);
  assert.match(out, /nothing was changed/);
});

test('what-if without the resource group says how to make it', () => {
  const { code, err, az } = deploy([...GROUP, '--what-if'], { az: { 'group exists': 'echo false' } });
  assert.equal(code, 1);
  assert.match(err, /az group create --name g --location westeurope/);
  assert.doesNotMatch(az, /create/);
});

test('flex: the contents of the packaged folder are published, without settings of this machine', () => {
  const { code, out, err, az, entries } = deploy([...GROUP, '--environment', 'prod'], { az: { 'group exists': 'echo false' } });
  assert.equal(code, 0, err);
  assert.deepEqual(entries, ['SyncStep/function.json', 'host.json', 'lib/a b.jar']);
  assert.match(az, /group create --name g --location westeurope/);
  assert.match(az, /deployment group create .*environmentName=prod/);
  assert.match(az, /config-zip --resource-group g --name func-fides-x/);
  assert.match(out, /health +https:\/\/func-fides-x\.example\/api\/health/);
});

test('definitions of a folder become part of the package', () => {
  const { code, err, az, entries } = deploy([...GROUP, '--syncs', 'ROOT/syncs']);
  assert.equal(code, 0, err);
  assert.deepEqual(entries, ['SyncStep/function.json', 'host.json', 'lib/a b.jar', 'lib/fides-syncs.jar']);
  assert.match(az, /config-zip/);
});

test('premium: the package is uploaded, after the role has spread, and triggers are synchronized', () => {
  const once = 'f="$(dirname "$0")/tried"; [ -f "$f" ] || { touch "$f"; exit 1; }';
  const { code, err, az } = deploy([...GROUP, '--plan', 'premium'], { plan: 'premium', az: { 'storage blob upload': once } });
  assert.equal(code, 0, err);
  assert.equal(az.match(/storage blob upload --auth-mode login --account-name stfidesx --container-name app-package --name fides.zip/g).length, 2);
  assert.match(az, /functionapp restart[^]*rest --method post .*\/subscriptions\/s\/app\/syncfunctiontriggers/);
});

test('publish-only with an older package rolls back and leaves the resources alone', () => {
  const { code, err, az } = deploy(['--resource-group', 'g', '--publish-only', '--package', 'ROOT/older.zip']);
  assert.equal(code, 0, err);
  assert.match(az, /config-zip .*older\.zip/);
  assert.doesNotMatch(az, /deployment group create|group create/);
});

test('an app that does not get healthy fails the deployment', () => {
  const { code, err } = deploy(GROUP, { health: '503' });
  assert.equal(code, 1);
  assert.match(err, /still answers 503 after 2 s/);
});

test('the topic is subscribed to after the app is healthy', () => {
  const { code, err, az } = deploy([...GROUP, '--event-grid-topic', TOPIC]);
  assert.equal(code, 0, err);
  assert.match(az, /config-zip[^]*deployment group create --name fides-eventgrid .*topicId=\/subscriptions\/s.*serviceBusNamespaceName=sbns-fides-x/);
});

test('a topic without an identity is told so', () => {
  const { code, err } = deploy([...GROUP, '--event-grid-topic', TOPIC], { az: { 'resource show': 'true' } });
  assert.equal(code, 1);
  assert.match(err, /cities has no system-assigned identity/);
});

test('the hook of azd only subscribes, with the outputs that azd has in the environment, until the roles have spread', () => {
  const azure = readFileSync(join(here, '..', '..', 'azure.yaml'), 'utf8');
  const [, options] = /posix:\n +shell: sh\n +run: .*\.\/setup\.sh deploy ([^;\n]*)/.exec(azure);
  const values = { AZURE_RESOURCE_GROUP: 'g', FIDES_EVENT_GRID_TOPIC_ID: TOPIC };
  const args = options.split(' ').map((word) => word.replace(/^"\$(\w+)"$/, (_, name) => values[name]));
  const once = 'f="$(dirname "$0")/tried"; [ -f "$f" ] || { touch "$f"; exit 1; }';
  const env = { FIDES_EVENT_SUBSCRIPTION: 'evgs-azd', FIDES_SERVICE_BUS: 'sbns-azd', FIDES_STORAGE_ACCOUNT: 'stazd', FIDES_DEAD_LETTER_CONTAINER: 'letters' };
  const { code, err, az } = deploy(args, { env, az: { 'deployment group create': once } });
  assert.equal(code, 0, err);
  assert.equal(az.match(/deployment group create --name fides-eventgrid .*subscriptionName=evgs-azd serviceBusNamespaceName=sbns-azd storageAccountName=stazd deadLetterContainerName=letters/g).length, 2);
  assert.doesNotMatch(az, /functionapp|config-zip|deployment group show/);
});

test('azd gives the template no topic: role and subscription at once would fail the first time', () => {
  const { parameters } = JSON.parse(readFileSync(join(here, '..', 'main.parameters.json'), 'utf8'));
  assert.ok(!('eventGridTopicId' in parameters));
});
