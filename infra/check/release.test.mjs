// What of a release can be tested without making one; PackIT of the app starts what pack.sh makes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { findBicep } from './bicep.mjs';

const here = dirname(fileURLToPath(import.meta.url));

test('a tag that is not the version of the build makes no release', () => {
  const { status, stderr } = spawnSync('/bin/bash', [join(here, '..', 'release.sh'), '99.0.0', 'https://d.example', 'https://t.example', '/nowhere/release'], { encoding: 'utf8' });
  assert.equal(status, 1);
  assert.match(stderr, /the build has the version .*, not 99\.0\.0: set it .*versions:set/);
});

test('a release without its four arguments says what they are', () => {
  const { status, stderr } = spawnSync('/bin/bash', [join(here, '..', 'release.sh')], { encoding: 'utf8' });
  assert.equal(status, 2);
  assert.match(stderr, /^usage: infra\/release\.sh VERSION DOWNLOADS TEMPLATE FOLDER\n[^]*FOLDER +made anew/);
});

test('the template of a release deploys the package of that release, unless it is given another one', { skip: !findBicep() && 'no bicep and no az on the path' }, () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(here, 'arm-template.mjs'), 'https://d.example/fides-1.0.0.zip'], { encoding: 'utf8', maxBuffer: 1e8 });
  assert.equal(status, 0, stderr);
  const { $schema, parameters } = JSON.parse(stdout);
  assert.match($schema, /deploymentTemplate\.json/);
  assert.equal(parameters.packageUri.defaultValue, 'https://d.example/fides-1.0.0.zip');
  // Whoever presses the button is asked for nothing but a resource group.
  assert.deepEqual(Object.entries(parameters).filter(([, { defaultValue }]) => defaultValue === undefined).map(([name]) => name), []);
});
