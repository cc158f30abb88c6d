// infra/pack.sh on a package as a release has it. Needs bash and a JDK (for jar).
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'fides-pack-'));
  const files = {
    'release/host.json': '{}',
    'release/lib/a.jar': 'jar',
    'my syncs/cities.yaml': 'name: cities',
    'my syncs/maps/cities.jslt': '.',
    'my syncs/.git/config': 'secret',
    'my syncs/local.settings.json': 'secret',
    'store.jar': 'own',
  };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  jar(join(folder, 'release'), '--create', '--no-manifest', '--file', '../release.zip', 'host.json', 'lib');
  // Alone, as a repository of definitions has it.
  cpSync(join(here, '..', 'pack.sh'), join(folder, 'pack.sh'));
});
after(() => rmSync(folder, { recursive: true }));

function jar(cwd, ...args) {
  const { status, stdout, stderr } = spawnSync('jar', args, { cwd, encoding: 'utf8' });
  assert.equal(status, 0, stderr);
  return stdout.trim().split('\n').sort();
}

const pack = (...args) => spawnSync('/bin/bash', ['pack.sh', '--package', 'release.zip', ...args], { cwd: folder, encoding: 'utf8' });

test('definitions are added as a folder of the class path, without what is hidden and settings of this machine', () => {
  const { status, stdout, stderr } = pack('--syncs', 'my syncs', '--jar', 'store.jar', '--output', 'mine.zip');
  assert.equal(status, 0, stderr);
  assert.equal(stdout, 'package: mine.zip\n');
  assert.deepEqual(jar(folder, '--list', '--file', 'mine.zip').filter((name) => !name.endsWith('/')), ['host.json', 'lib/a.jar', 'lib/fides-syncs.jar', 'lib/store.jar']);
  jar(folder, '--extract', '--file', 'mine.zip', 'lib/fides-syncs.jar');
  assert.deepEqual(jar(folder, '--list', '--file', 'lib/fides-syncs.jar'), ['syncs/', 'syncs/cities.yaml', 'syncs/maps/', 'syncs/maps/cities.jslt']);
});

test('packing again takes the place of what was packed before', () => {
  assert.equal(pack('--syncs', 'my syncs', '--output', 'once.zip').status, 0);
  assert.equal(pack('--package', 'once.zip', '--syncs', 'my syncs', '--output', 'twice.zip').status, 0);
  assert.deepEqual(readFileSync(join(folder, 'twice.zip')), readFileSync(join(folder, 'once.zip')));
});

const misuses = {
  'there is no folder nowhere': ['--syncs', 'nowhere'],
  'there is no sync definition (*.yaml) in my syncs/maps': ['--syncs', 'my syncs/maps'],
  'there is no jar nowhere.jar': ['--jar', 'nowhere.jar'],
  'there is no package nowhere.zip': ['--package', 'nowhere.zip'],
  'there is no folder for nowhere/fides.zip': ['--output', 'nowhere/fides.zip'],
  '--syncs needs a value': ['--syncs'],
  'unknown argument: --sync': ['--sync', 'x'],
};
for (const [message, args] of Object.entries(misuses)) {
  test(`misuse is told: ${message}`, () => {
    const { status, stderr } = pack(...args);
    assert.equal(status, 2);
    assert.ok(stderr.includes(message), stderr);
    assert.ok(!existsSync(join(folder, 'fides.zip')));
  });
}
