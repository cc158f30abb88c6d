// Reads the tables of docs/telemetry.md: which metrics, spans and log lines there are, and their attributes.
import { readFileSync } from 'node:fs';

const codes = (cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, code]) => code);

/** @returns {{metrics, kinds, spans, lines, roles}} attributes by metric and by span; kinds of metrics; beginnings of log lines; role names */
export function readTelemetryPage(path) {
  const page = { metrics: new Map(), kinds: new Map(), spans: new Map(), lines: [], roles: new Set() };
  const text = readFileSync(path, 'utf8');
  for (const [, role] of text.matchAll(/role name is `([^`]+)`/g)) page.roles.add(role);
  let section = '';
  for (const line of text.split('\n')) {
    if (line.startsWith('## ')) section = line.slice(3);
    if (!line.startsWith('| `')) continue;
    const cells = line.split('|').slice(1);
    const [name] = codes(cells[0]);
    if (section === 'Metrics') {
      page.metrics.set(name, new Set(codes(cells[3])));
      page.kinds.set(name, cells[1].trim());
    }
    if (section === 'Spans') page.spans.set(name, new Set(codes(cells[2])));
    if (section === 'Logs') page.lines.push(name);
  }
  return page;
}
