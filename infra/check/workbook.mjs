// The workbook's queries are the files of queries/, without their headers: `node workbook.mjs` writes them into it again.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** app/workbook.bicep puts the workspace's id in this place. */
export const WORKSPACE = '{{workspaceId}}';

const TYPES = { 1: 'text', 3: 'query', 9: 'parameters', 11: 'links', 12: 'group' };

/** A query as it stands in the workbook. */
export const withoutHeader = (text) => text.replace(/^(\/\/.*\n)+/, '').trimEnd();

/** All items, those of groups included. */
export function itemsOf(workbook) {
  return (workbook.items ?? []).flatMap((item) => [item, ...(item.type === 12 ? itemsOf(item.content) : [])]);
}

/** The workbook is one the portal takes, and its queries are those of the files. */
export function checkWorkbook(workbook, folder) {
  const faults = [];
  if (workbook.version !== 'Notebook/1.0') faults.push('version must be Notebook/1.0');
  const items = itemsOf(workbook);
  const names = items.map((item) => item.name);
  names.filter((name, index) => names.indexOf(name) !== index).forEach((name) => faults.push(`${name} is there twice`));
  for (const item of items) {
    if (!TYPES[item.type]) faults.push(`${item.name}: type ${item.type} is not known`);
    if (!item.name || typeof item.content !== 'object') faults.push(`${item.name}: must have a name and a content`);
    else if (item.type === 3) faults.push(...checkQueryItem(item, folder));
  }
  return faults;
}

function checkQueryItem(item, folder) {
  const { content } = item;
  const faults = [];
  if (content.version !== 'KqlItem/1.0') faults.push('version must be KqlItem/1.0');
  if (content.queryType !== 0 || content.resourceType !== 'microsoft.operationalinsights/workspaces') faults.push('must ask the workspace (queryType 0)');
  if (content.crossComponentResources?.[0] !== WORKSPACE) faults.push(`crossComponentResources must be ["${WORKSPACE}"]`);
  if (content.timeContextFromParameter !== 'TimeRange') faults.push('must take its time from TimeRange');
  const text = queryText(folder, item.name);
  if (text === undefined) faults.push('there is no query file of this name');
  else if (text !== content.query) faults.push('differs from the query file; run "node workbook.mjs"');
  return faults.map((fault) => `${item.name}: ${fault}`);
}

function queryText(folder, name) {
  try {
    return withoutHeader(readFileSync(join(folder, 'queries', `${name}.kql`), 'utf8'));
  } catch {
    return undefined;
  }
}

/** Writes the files' queries into the workbook. */
export function renew(folder) {
  const path = join(folder, 'workbook.json');
  const workbook = JSON.parse(readFileSync(path, 'utf8'));
  for (const item of itemsOf(workbook)) if (item.type === 3) item.content.query = queryText(folder, item.name);
  writeFileSync(path, `${JSON.stringify(workbook, null, 2)}\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) renew(join(dirname(fileURLToPath(import.meta.url)), '..'));
