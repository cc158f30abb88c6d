// Prints a line for each thing that was looked at, or one for each fault, and counts the faults.
import { relative } from 'node:path';

/** @returns `report(path, faults, remark)`; a fault may begin with its line, `12: `. `report.end()` makes faults the exit code. */
export function reporter() {
  let failures = 0;
  const report = (path, faults, remark = '') => {
    const name = relative(process.cwd(), path);
    if (faults.length === 0) console.log(`ok    ${name}${remark}`);
    failures += faults.length;
    for (const fault of faults) console.log(`FAIL  ${name}:${/^\d+: /.test(fault) ? '' : ' '}${fault}`);
  };
  report.end = () => (process.exitCode = failures === 0 ? 0 : 1);
  return report;
}
