// Runs the real Bicep compiler and linter where a machine has one.
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Finds `bicep`, or `az` with its own; gives the command's first words, or undefined. */
export function findCompiler() {
  const candidates = [['bicep'], ['az', 'bicep']];
  return candidates.find(([command, ...first]) => spawnSync(command, [...first, first.length ? 'version' : '--version']).status === 0);
}

/** Compiles and lints main.bicep; gives `{name, failed, text}`. */
export function compile([command, ...first], path) {
  const folder = mkdtempSync(join(tmpdir(), 'fides-bicep-'));
  try {
    // `bicep` takes the file as it is, `az bicep` after an option.
    const file = first.length ? ['--file', path] : [path];
    const steps = [
      [...first, 'build', ...file, '--outfile', join(folder, 'main.json')],
      [...first, 'lint', ...file],
    ];
    const results = steps.map((arguments_) => spawnSync(command, arguments_, { encoding: 'utf8' }));
    return {
      name: [command, ...first].join(' '),
      failed: results.some((result) => result.status !== 0),
      text: results.map((result) => `${result.stdout}${result.stderr}`.trim()).filter(Boolean).join('\n'),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
