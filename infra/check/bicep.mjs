// The Bicep compiler, as a server that is asked many things: starting it costs more than an answer.
import { execFileSync, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';

/** What a resolved template is resolved for; nothing of it exists, and nobody is asked. */
export const PLACE = {
  tenantId: '00000000-0000-0000-0000-00000000000a',
  subscriptionId: '00000000-0000-0000-0000-00000000000b',
  resourceGroup: 'fides-check',
  location: 'westeurope',
  deploymentName: 'fides',
};

/** Path of the compiler: a `bicep` on the path, else the one that `az` keeps (and fetches); undefined without either. */
export function findBicep(env = process.env) {
  const bicep = onPath('bicep', env);
  if (bicep || !onPath('az', env)) return bicep;
  const kept = join(env.AZURE_CONFIG_DIR ?? join(homedir(), '.azure'), 'bin', 'bicep');
  if (!isExecutable(kept)) execFileSync('az', ['bicep', 'install'], { env, stdio: 'inherit' });
  return kept;
}

function onPath(name, env) {
  return (env.PATH ?? '').split(delimiter).filter(Boolean).map((folder) => join(folder, name)).find(isExecutable);
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** A running compiler. Whoever started it closes it. */
export class Bicep {
  #process;
  #received = Buffer.alloc(0);
  #waiting = new Map();
  #last = 0;

  constructor(path) {
    // Without the libraries for languages a bare machine's .NET would not start; profiling itself would cost it more than it gains.
    const env = { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: '1', DOTNET_TieredPGO: '0' };
    this.#process = spawn(path, ['jsonrpc', '--stdio'], { env, stdio: ['pipe', 'pipe', 'ignore'] });
    this.#process.stdout.on('data', (data) => this.#receive(data));
    this.#process.stdin.on('error', () => {});
    this.#process.on('error', (error) => this.#end(error));
    this.#process.on('exit', (code) => this.#end(new Error(`${path} jsonrpc ended with ${code}; version 0.38 or newer is needed`)));
  }

  async version() {
    return (await this.#ask('version', {})).version;
  }

  /** @returns {{words: {path, line, text}[], template}} every word of compiler and linter; the ARM template, if there is one */
  async compile(path) {
    const { diagnostics, contents } = await this.#ask('compile', { path });
    const words = diagnostics.map((word) => ({
      path: word.source,
      line: word.range.start.line + 1,
      text: `${word.level.toLowerCase()} ${word.code}: ${word.message}`,
    }));
    return { words, template: contents ? JSON.parse(contents) : undefined };
  }

  /** A file as `bicep format` leaves it. */
  async format(path) {
    return (await this.#ask('format', { path })).contents;
  }

  /** The resources that a .bicepparam file makes, with their values; what only Azure knows stays an expression, `[reference(...)]`. */
  async snapshot(path) {
    const { predictedResources, diagnostics } = JSON.parse((await this.#ask('getSnapshot', { path, metadata: PLACE })).snapshot);
    if (diagnostics?.length > 0) throw new Error(JSON.stringify(diagnostics));
    return predictedResources;
  }

  close() {
    this.#process.stdin.end();
    this.#process.kill();
  }

  #ask(method, params) {
    const id = ++this.#last;
    const body = JSON.stringify({ jsonrpc: '2.0', id, method: `bicep/${method}`, params: [params] });
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#process.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    });
  }

  #receive(data) {
    this.#received = Buffer.concat([this.#received, data]);
    for (;;) {
      const head = this.#received.indexOf('\r\n\r\n');
      if (head < 0) return;
      const start = head + 4;
      const end = start + Number(/Content-Length: (\d+)/i.exec(this.#received.subarray(0, head))[1]);
      if (this.#received.length < end) return;
      this.#answer(JSON.parse(this.#received.subarray(start, end)));
      this.#received = this.#received.subarray(end);
    }
  }

  #answer({ id, result, error }) {
    const { resolve, reject } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) reject(new Error(error.message));
    else resolve(result);
  }

  #end(error) {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
