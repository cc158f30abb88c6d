// What Flex Consumption does not take: https://learn.microsoft.com/azure/azure-functions/functions-app-settings#flex-consumption-plan-deprecations
// (read 2026-11-28), and what its deployments were seen to be refused for ("... for Flex Consumption sites is invalid", error 51021).

/** Properties, wherever they stand: the page names most of them without saying whether the site or its siteConfig has them. */
const PROPERTIES = [
  'alwaysOn', 'containerSize', 'ftpsState', 'functionAppScaleLimit', 'isReserved', 'isXenon', 'javaVersion', 'linuxFxVersion', 'netFrameworkVersion',
  'powerShellVersion', 'preWarmedInstanceCount', 'use32BitWorkerProcess', 'vnetBackupRestoreEnabled', 'vnetContentShareEnabled', 'vnetImagePullEnabled',
  'vnetRouteAllEnabled', 'windowsFxVersion',
  // Not on the page; refused in Azure/azure-cli#31414 and microsoft/azure-pipelines-tasks#21032.
  'functionsRuntimeScaleMonitoringEnabled',
  // https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#considerations.
  'endToEndEncryptionEnabled',
  // Not on the page; the successor of the vnet... four, and of plans with instances.
  'outboundVnetRouting', 'minimumElasticInstanceCount', 'nodeVersion', 'phpVersion', 'pythonVersion',
];

const SETTINGS = [
  'ENABLE_ORYX_BUILD', 'FUNCTIONS_EXTENSION_VERSION', 'FUNCTIONS_WORKER_RUNTIME', 'FUNCTIONS_WORKER_RUNTIME_VERSION', 'FUNCTIONS_MAX_HTTP_CONCURRENCY',
  'FUNCTIONS_WORKER_PROCESS_COUNT', 'FUNCTIONS_WORKER_DYNAMIC_CONCURRENCY_ENABLED', 'SCM_DO_BUILD_DURING_DEPLOYMENT', 'WEBSITE_CONTENTAZUREFILECONNECTIONSTRING',
  'WEBSITE_CONTENTOVERVNET', 'WEBSITE_CONTENTSHARE', 'WEBSITE_DNS_SERVER', 'WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT', 'WEBSITE_NODE_DEFAULT_VERSION',
  'WEBSITE_RUN_FROM_PACKAGE', 'WEBSITE_SKIP_CONTENTSHARE_VALIDATION', 'WEBSITE_VNET_ROUTE_ALL',
  // https://learn.microsoft.com/azure/azure-functions/flex-consumption-plan#considerations.
  'TZ', 'WEBSITE_LOAD_CERTIFICATES', 'WEBSITE_TIME_ZONE',
  // The agent would wait for a connection string in AzureWebJobsStorage, which an app with an identity has not, and nobody would export.
  'APPLICATIONINSIGHTS_ENABLE_AGENT',
];

const has = (list, name) => list.some((other) => other.toLowerCase() === name.toLowerCase());

/** Nothing that a site on this plan is refused for, or that means nothing there. */
export function checkFlex(resources) {
  const plans = resources.filter(({ type, sku }) => type === 'Microsoft.Web/serverfarms' && sku.tier === 'FlexConsumption').map(({ id }) => id);
  const sites = resources.filter(({ type, properties }) => type === 'Microsoft.Web/sites' && plans.includes(properties.serverFarmId));
  return sites.flatMap((site) => {
    const { siteConfig = {}, ...properties } = site.properties;
    const settings = resources.filter(({ id }) => id === `${site.id}/config/appsettings`).flatMap((config) => Object.keys(config.properties));
    return [
      ...Object.keys({ ...properties, ...siteConfig }).filter((name) => has(PROPERTIES, name)),
      ...[...settings, ...(siteConfig.appSettings ?? []).map(({ name }) => name)].filter((name) => has(SETTINGS, name)),
    ].map((name) => `${site.name}: ${name} is refused on Flex Consumption`);
  });
}
