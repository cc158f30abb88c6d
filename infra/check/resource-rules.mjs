// What the resources of a deployment must keep, and no schema says: names, scopes, queues, and values that need each other.

// https://learn.microsoft.com/azure/azure-resource-manager/management/resource-name-rules
const NAMES = {
  'Microsoft.DocumentDB/databaseAccounts': /^[a-z0-9][a-z0-9-]{1,42}[a-z0-9]$/,
  'Microsoft.EventGrid/topics/eventSubscriptions': /^[A-Za-z0-9-]{3,64}$/,
  'Microsoft.EventGrid/systemTopics/eventSubscriptions': /^[A-Za-z0-9-]{3,64}$/,
  'Microsoft.Insights/metricAlerts': /^[^*#&+:<>?@%{}\\/|]{1,260}(?<![ .])$/,
  'Microsoft.Insights/scheduledQueryRules': /^[^*<>%{}&:\\?/#|]{1,260}(?<![ .])$/,
  'Microsoft.KeyVault/vaults': /^[A-Za-z](?!.*--)[A-Za-z0-9-]{1,22}[A-Za-z0-9]$/,
  'Microsoft.ManagedIdentity/userAssignedIdentities': /^[A-Za-z0-9][A-Za-z0-9_-]{2,127}$/,
  'Microsoft.Network/privateEndpoints': /^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_])$/,
  'Microsoft.Network/virtualNetworks': /^[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_])$/,
  'Microsoft.OperationalInsights/workspaces': /^[A-Za-z0-9][A-Za-z0-9-]{2,61}[A-Za-z0-9]$/,
  'Microsoft.ServiceBus/namespaces': /^[A-Za-z](?!.*(-|-sb|-mgmt)$)[A-Za-z0-9-]{5,49}$/,
  'Microsoft.Storage/storageAccounts': /^[a-z0-9]{3,24}$/,
  'Microsoft.Storage/storageAccounts/blobServices/containers': /^[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]$/,
  'Microsoft.Web/serverfarms': /^[A-Za-z0-9-]{1,40}$/,
  'Microsoft.Web/sites': /^[A-Za-z0-9][A-Za-z0-9-]{0,58}[A-Za-z0-9]$/,
};

/** Parts that a resource brings itself, so that nothing deploys them. */
const INLINE = ['subnets', 'sqlroledefinitions'];

/** Owner, Contributor, User Access Administrator, Role Based Access Control Administrator: no app needs them. */
const BROAD_ROLES = ['8e3af657-a8ff-443c-a75c-2fe8c4bcb635', 'b24988ac-6180-42a0-ab88-20f7382dd24c', '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9', 'f58310d9-a9f6-439a-9e8d-f62e7b41a168'];

const ofType = (resources, type) => resources.filter((resource) => resource.type === type);

/** Every name is legal, and no two resources are one. */
export function checkNames(resources) {
  const ids = resources.map(({ id }) => id.toLowerCase());
  return [
    ...resources
      .filter(({ type, name }) => type in NAMES && !name.startsWith('[') && !NAMES[type].test(name.split('/').at(-1)))
      .map(({ type, name }) => `${name} is no name for ${type}`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} is deployed twice`),
  ];
}

/** Whatever in this resource group a value names is deployed with it. */
export function checkReferences(resources, { subscriptionId, resourceGroup }) {
  const group = `/subscriptions/${subscriptionId}/resourceGroups/${resourceGroup}/providers/`.toLowerCase();
  const known = new Set(resources.map(({ id }) => id.toLowerCase()));
  const isKnown = (id) => {
    const parts = id.split('/');
    return known.has(id) || (INLINE.includes(parts.at(-2)) && known.has(parts.slice(0, -2).join('/')));
  };
  return resources.flatMap(({ type, name, ...values }) => {
    const named = JSON.stringify(values).match(/\/subscriptions\/[^'"\\\s),\]]+/gi) ?? [];
    return [...new Set(named)]
      .filter((id) => id.toLowerCase().startsWith(group) && !/\/(Microsoft\.Authorization|sqlRoleAssignments)\//i.test(id) && !isKnown(id.toLowerCase()))
      .map((id) => `${name}: there is no ${id.slice(group.length)}`);
  });
}

/** Each role is on one resource, and none is a role over everything. */
export function checkRoles(resources) {
  return ofType(resources, 'Microsoft.Authorization/roleAssignments').flatMap(({ id, properties }) => {
    const scope = /^\[extensionResourceId\('([^']*)'/.exec(id)?.[1] ?? id.split(/\/providers\/Microsoft\.Authorization\//i)[0];
    const role = properties.roleDefinitionId.split('/').at(-1);
    return [
      ...(/\/providers\//.test(scope) ? [] : [`the role ${role} is given on ${scope}, not on one resource`]),
      ...(BROAD_ROLES.includes(role) ? [`the role ${role} allows everything on ${scope}`] : []),
    ];
  });
}

/** Values that need each other in an account of Cosmos DB. */
export function checkCosmos(resources) {
  return ofType(resources, 'Microsoft.DocumentDB/databaseAccounts').flatMap(({ id, name, properties }) => {
    const { defaultConsistencyLevel: level, maxStalenessPrefix, maxIntervalInSeconds } = properties.consistencyPolicy;
    const serverless = properties.capabilities.some((capability) => capability.name === 'EnableServerless');
    const databases = resources.filter((resource) => resource.type === 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases' && resource.id.startsWith(`${id}/`));
    return [
      ...(level === 'BoundedStaleness' && !(maxStalenessPrefix >= 10 && maxIntervalInSeconds >= 5)
        ? [`${name}: BoundedStaleness needs maxStalenessPrefix (10 or more) and maxIntervalInSeconds (5 or more)`]
        : []),
      ...databases
        .filter((database) => serverless === 'autoscaleSettings' in (database.properties.options ?? {}))
        .map((database) => `${database.name}: ${serverless ? 'a serverless account refuses throughput' : 'an account that is not serverless needs throughput'}`),
    ];
  });
}

/**
 * Each app gets its package in the way that its plan has: on Flex Consumption from its container, into which one deploy may fetch one;
 * else from the address in a setting, with an identity only if that is the blob of this deployment, whose address is not known yet.
 */
export function checkPackages(resources) {
  return ofType(resources, 'Microsoft.Web/sites').flatMap(({ id, name, properties }) => {
    const fetched = resources.filter((resource) => resource.type === 'Microsoft.Web/sites/extensions' && resource.id.startsWith(`${id}/`));
    const settings = resources.find((resource) => resource.id === `${id}/config/appsettings`)?.properties ?? {};
    const { WEBSITE_RUN_FROM_PACKAGE: address = '', WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: identity } = settings;
    if (properties.functionAppConfig) {
      return fetched
        .filter((extension) => !/\/onedeploy$/.test(extension.name) || !extension.properties?.packageUri?.startsWith('https://'))
        .map((extension) => `${extension.name}: a package is fetched by onedeploy, from a packageUri that starts with https://`);
    }
    return [
      ...fetched.map((extension) => `${extension.name}: this plan runs the package from its address, so nothing fetches one`),
      ...(/^(https:\/\/|\[)/.test(address) ? [] : [`${name}: WEBSITE_RUN_FROM_PACKAGE has no address`]),
      ...(address.startsWith('[') === Boolean(identity) ? [] : [`${name}: WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID is for the blob of this deployment, and for nothing else`]),
    ];
  });
}

/** The queues are those of Microsoft's emulator, as far as it can have them; and no message outlives what stops it. */
export function checkQueues(resources, config) {
  const queues = new Map(ofType(resources, 'Microsoft.ServiceBus/namespaces/queues').map(({ name, properties }) => [name.split('/')[1], properties]));
  const offered = new Map((config.UserConfig?.Namespaces ?? []).flatMap(({ Queues = [] }) => Queues).map(({ Name, Properties = {} }) => [Name, Properties]));
  const faults = [...offered.keys()].filter((name) => !queues.has(name)).map((name) => `the emulator has a queue ${name}, which is not deployed`);
  for (const [name, queue] of queues) {
    if (hours(queue.defaultMessageTimeToLive) >= TOMBSTONE_HOURS) faults.push(`${name}: a message may outlive the tombstones of its record`);
    if (!offered.has(name)) {
      faults.push(`the emulator has no queue ${name}`);
      continue;
    }
    for (const [member, expected] of Object.entries(emulated(queue))) {
      const value = offered.get(name)[member];
      if (value !== expected) faults.push(`${name}: in the emulator ${member} is ${value}, not ${expected}`);
    }
  }
  return faults;
}

/** `TOMBSTONES` of FidesApp. */
const TOMBSTONE_HOURS = 30 * 24;

/** What of a queue the emulator can have: it delivers ten times at most, and keeps a message for an hour. */
const emulated = (queue) => ({
  RequiresSession: queue.requiresSession,
  LockDuration: queue.lockDuration,
  MaxDeliveryCount: Math.min(queue.maxDeliveryCount, 10),
  DefaultMessageTimeToLive: hours(queue.defaultMessageTimeToLive) > 1 ? 'PT1H' : queue.defaultMessageTimeToLive,
  DeadLetteringOnMessageExpiration: queue.deadLetteringOnMessageExpiration,
  RequiresDuplicateDetection: queue.requiresDuplicateDetection,
});

function hours(duration) {
  const [, days = 0, hour = 0, minutes = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/.exec(duration);
  return Number(days) * 24 + Number(hour) + Number(minutes) / 60;
}
