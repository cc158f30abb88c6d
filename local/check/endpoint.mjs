import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const local = join(home, 'local', 'target');
const java = process.env.JAVA_HOME ? join(process.env.JAVA_HOME, 'bin', 'java') : 'java';

/** How long a JVM may take to start where the machine is busy. */
const START_LIMIT_MS = 60_000;

/**
 * Starts one part as `./setup.sh start PART` does, on a free port; resolves when it is ready.
 * `variable` is the environment variable that chooses the port.
 */
export async function startEndpoint(part, variable) {
  assert.ok(existsSync(join(local, 'lib')), `${local} is not built: run ./setup.sh first`);
  const port = await freePort();
  const jvm = ['-XX:+UseSerialGC', '-Xmx256m', '-Dsun.net.httpserver.nodelay=true', `-Dfides.home=${home}`];
  const child = spawn(
    java,
    [...jvm, '-cp', `${join(local, 'classes')}:${join(local, 'lib', '*')}`, 'dev.fides.local.Main', 'start', part],
    { env: { ...process.env, [variable]: String(port) }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  await ready(child, part);
  return {
    port,
    stop: () => new Promise((resolve) => child.once('exit', resolve).kill()),
  };
}

function ready(child, part) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (why) => {
      clearTimeout(limit);
      child.kill();
      reject(new Error(`The ${part} endpoint ${why}:\n${output}`));
    };
    const limit = setTimeout(() => fail('was not ready in time'), START_LIMIT_MS);
    const collect = (chunk) => {
      output += chunk;
      if (output.includes('Ready.')) {
        clearTimeout(limit);
        resolve();
      }
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (e) => fail(`did not start (${e.message})`));
    child.on('exit', (code) => fail(`ended with code ${code}`));
  });
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
