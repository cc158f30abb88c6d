// All checks of a folder infra/, one after the other; what each finds is handed to `report(path, faults, remark)`.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { checkAlertRules, checkAlerts } from './alert-rules.mjs';
import { PLACE } from './bicep.mjs';
import { checkLoadedQueries, checkParameters, checkTemplate, readJson } from './data-rules.mjs';
import { checkFlex } from './flex-rules.mjs';
import { checkCosmos, checkNames, checkPackages, checkQueues, checkReferences, checkRoles } from './resource-rules.mjs';
import { checkSettings } from './settings-rules.mjs';
import { COMMON, describe, resolve, variants } from './variants.mjs';

/**
 * @param folder with main.bicep; beside it are docs/, pom.xml and local.settings.json.example
 * @param bicep a running compiler; undefined where there is none, and then only the data are checked
 * @param choose which Bicep files to compile (by their path in the folder) and which variants to resolve; without it all
 */
export async function checkInfra(folder, bicep, report, { files = () => true, variants: wanted = () => true } = {}) {
  const paths = filesBelow(folder);
  const sound = checkData(folder, paths, report);
  if (!bicep) return;
  const templates = await compileAll(paths.filter((path) => path.endsWith('.bicep') && files(relative(folder, path))), bicep, report);
  const main = templates.get(join(folder, 'main.bicep'));
  if (!main || !sound) return;
  const alerts = readJson(join(folder, 'alerts.json')).value;
  report(join(folder, 'main.bicep'), checkLoadedQueries(main, alerts), ' (queries of alerts)');
  report(join(folder, 'main.parameters.json'), checkParameters(readJson(join(folder, 'main.parameters.json')).value, main), ' (parameters)');
  await Promise.all(variants(main.parameters.cosmosConsistency.allowedValues).filter(wanted).map((variant) => checkVariant(folder, bicep, variant, report)));
}

function checkData(folder, paths, report) {
  let sound = true;
  for (const path of paths.filter((candidate) => candidate.endsWith('.json'))) {
    const { value, fault } = readJson(path);
    const faults = fault ? [fault] : relative(folder, path) === 'alerts.json' ? checkAlerts(value, folder) : [];
    sound &&= !fault;
    report(path, faults);
  }
  return sound;
}

/** @returns templates by path, of the files of which the compiler said nothing */
async function compileAll(paths, bicep, report) {
  const templates = new Map();
  for (const path of paths) {
    const { words, template } = await bicep.compile(path);
    const formatted = await bicep.format(path);
    const faults = [
      ...words.filter((word) => word.path === path).map((word) => `${word.line}: ${word.text}`),
      ...(formatted === readFileSync(path, 'utf8') ? [] : ['is not as "bicep format" leaves it']),
      ...(template ? checkTemplate(template) : []),
    ];
    // What is wrong in a module is said of the module.
    if (template && words.length === 0) templates.set(path, template);
    report(path, faults, ' (compiled, linted, formatted)');
  }
  return templates;
}

async function checkVariant(folder, bicep, variant, report) {
  let faults;
  try {
    faults = checkResources(await resolve(bicep, folder, variant), contextOf(folder));
  } catch (error) {
    faults = [`cannot be resolved: ${error.message}`];
  }
  report(join(folder, 'main.bicep'), faults.map((fault) => `${describe(variant)}: ${fault}`), ` (${describe(variant)})`);
}

/** What the resources of a deployment are compared with. */
export function contextOf(folder) {
  const read = (...path) => readFileSync(join(folder, ...path), 'utf8');
  return {
    place: PLACE,
    alerts: JSON.parse(read('alerts.json')),
    query: (name) => read('queries', name),
    emulator: JSON.parse(read('local', 'Config.json')),
    example: JSON.parse(read('..', 'local.settings.json.example')),
    page: read('..', 'docs', 'settings.md'),
    javaVersion: /<maven\.compiler\.release>(\d+)</.exec(read('..', 'pom.xml'))[1],
    ofSyncs: [...Object.keys(COMMON.syncSettings), ...Object.keys(COMMON.syncVaultSettings)],
  };
}

/** All rules about values. */
export function checkResources(resources, context) {
  return [
    ...checkNames(resources),
    ...checkReferences(resources, context.place),
    ...checkRoles(resources),
    ...checkAlertRules(resources, context),
    ...checkFlex(resources),
    ...checkPackages(resources),
    ...checkCosmos(resources),
    ...checkQueues(resources, context.emulator),
    ...checkSettings(resources, context),
  ];
}

function filesBelow(start) {
  if (!existsSync(start)) return [];
  return readdirSync(start, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules')
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(start, entry.name)) : [join(start, entry.name)]))
    .sort();
}
