// The deployments that are resolved: every choice of main.bicep that changes which resources there are, or how they look.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

export const TOPICS = '/subscriptions/00000000-0000-0000-0000-00000000000c/resourceGroups/hosts/providers/Microsoft.EventGrid';

/** Values of each parameter that is varied. */
const CHOICES = {
  plan: ['flex', 'premium'],
  privateNetworking: [false, true],
  eventGridTopicId: ['', `${TOPICS}/topics/cities`],
  cosmosCapacity: ['serverless', 'autoscale'],
};

/** Every one is deployed with these. */
export const COMMON = {
  environmentName: 'check',
  deployerPrincipalId: '00000000-0000-0000-0000-00000000000d',
  alertEmailAddresses: ['operators@example.com'],
  syncSettings: { CITIES_HOST_URL: 'https://host.example' },
  syncVaultSettings: { CITIES_HOST_TOKEN: 'cities-host-token' },
};

/** Where the package is, in those that are deployed with one. */
export const PACKAGE = 'https://releases.example/fides-1.0.0.zip';

/**
 * All combinations, and one with a system topic; one of each plan has a package.
 *
 * @param consistencies the levels that main.bicep offers
 */
export function variants(consistencies) {
  const choices = { ...CHOICES, cosmosConsistency: consistencies };
  const all = Object.entries(choices).reduce(
    (made, [name, values]) => made.flatMap((variant) => values.map((value) => ({ ...variant, [name]: value }))),
    [{}],
  );
  return [
    ...all,
    { ...all[0], eventGridTopicId: `${TOPICS}/systemTopics/cities` },
    ...CHOICES.plan.map((plan) => ({ ...all[0], plan, packageUri: PACKAGE })),
  ];
}

/** What a fault is said of. */
export function describe(variant) {
  const topic = variant.eventGridTopicId.includes('/systemTopics/') ? 'system topic' : variant.eventGridTopicId && 'topic';
  return [variant.plan, variant.privateNetworking && 'private', topic, variant.cosmosCapacity, variant.cosmosConsistency, variant.packageUri && 'package'].filter(Boolean).join(', ');
}

/** The resources of a variant of main.bicep in a folder. */
export async function resolve(bicep, folder, variant) {
  const place = mkdtempSync(join(tmpdir(), 'fides-variant-'));
  try {
    const path = join(place, 'main.bicepparam');
    const values = Object.entries({ ...COMMON, ...variant }).map(([name, value]) => `param ${name} = ${literal(value)}\n`);
    writeFileSync(path, `using '${relative(place, join(folder, 'main.bicep'))}'\n${values.join('')}`);
    return await bicep.snapshot(path);
  } finally {
    rmSync(place, { recursive: true });
  }
}

function literal(value) {
  if (Array.isArray(value)) return `[\n${value.map(literal).join('\n')}\n]`;
  if (typeof value === 'object') return `{\n${Object.entries(value).map(([name, member]) => `${name}: ${literal(member)}\n`).join('')}}`;
  return typeof value === 'string' ? `'${value}'` : String(value);
}
