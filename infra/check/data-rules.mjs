// Checks of the JSON files beside the Bicep files: that they parse, and that they agree with each other.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const ALERT_MEMBERS = { name: 'string', title: 'string', query: 'string', window: 'string', frequency: 'string', threshold: 'number', severity: 'number', whatToDo: 'string' };
const OPTIONAL_ALERT_MEMBERS = ['scope', 'splitBy'];
const DURATION = /^P(T(\d+H)?(\d+M)?|\d+D)$/;

/** Parses a JSON file; gives `{value}` or `{fault}`. */
export function readJson(path) {
  try {
    return { value: JSON.parse(readFileSync(path, 'utf8')) };
  } catch (error) {
    return { fault: error.message };
  }
}

/** A parameter file may name only what main.bicep has. */
export function checkParameters(value, main) {
  const known = new Set(main.params.map((param) => param.name));
  return Object.keys(value.parameters ?? {})
    .filter((name) => !known.has(name))
    .map((name) => `main.bicep has no parameter ${name}`);
}

/** The alerts have all their members, and main.bicep loads exactly the query files they name. */
export function checkAlerts(alerts, folder, main) {
  if (!Array.isArray(alerts)) return ['must be an array'];
  const faults = alerts.flatMap((alert, index) => checkAlert(alert, index, folder));
  const names = alerts.map((alert) => alert.name);
  names.filter((name, index) => names.indexOf(name) !== index).forEach((name) => faults.push(`${name} is there twice`));
  const loaded = new Set(main.loads.map((load) => load.path).filter((path) => path.startsWith('queries/')).map((path) => basename(path)));
  const wanted = new Set(alerts.map((alert) => alert.query));
  for (const query of wanted) if (!loaded.has(query)) faults.push(`main.bicep does not load queries/${query} in alertQueries`);
  for (const query of loaded) if (!wanted.has(query)) faults.push(`main.bicep loads queries/${query}, which no alert uses`);
  return faults;
}

function checkAlert(alert, index, folder) {
  const name = alert.name ?? `alert ${index}`;
  const faults = [];
  for (const [member, type] of Object.entries(ALERT_MEMBERS)) {
    if (typeof alert[member] !== type) faults.push(`${name}: ${member} must be a ${type}`);
  }
  for (const member of Object.keys(alert)) {
    if (!(member in ALERT_MEMBERS) && !OPTIONAL_ALERT_MEMBERS.includes(member)) faults.push(`${name}: ${member} is not known`);
  }
  for (const member of ['window', 'frequency']) {
    if (typeof alert[member] === 'string' && !DURATION.test(alert[member])) faults.push(`${name}: ${member} is no duration such as PT5M`);
  }
  if (![0, 1, 2, 3, 4].includes(alert.severity)) faults.push(`${name}: severity must be 0 to 4`);
  if (!['application', 'workspace', undefined].includes(alert.scope)) faults.push(`${name}: scope must be application or workspace`);
  if (alert.query && !existsSync(join(folder, 'queries', alert.query))) faults.push(`${name}: there is no file queries/${alert.query}`);
  return faults;
}

/** Microsoft's emulator must offer the same queues, with sessions where Azure has them. */
export function checkEmulatorQueues(config, queues) {
  const offered = config.UserConfig?.Namespaces?.flatMap((namespace) => namespace.Queues ?? []) ?? [];
  const faults = [];
  for (const queue of queues) {
    const found = offered.find((candidate) => candidate.Name === queue.name);
    if (!found) faults.push(`queue ${queue.name} of queues.json is missing`);
    else if ((found.Properties?.RequiresSession ?? false) !== queue.sessions) faults.push(`queue ${queue.name}: RequiresSession must be ${queue.sessions}`);
  }
  for (const { Name } of offered) {
    if (!queues.some((queue) => queue.name === Name)) faults.push(`queue ${Name} is not in queues.json`);
  }
  return faults;
}
