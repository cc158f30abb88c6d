// App settings: those that a developer has on one machine are there on Azure, and what Fides reads is described.

/** Only for a local endpoint. */
const LOCAL_ONLY = ['COSMOS_HTTP_CONNECTION_WITHOUT_TLS_ALLOWED'];

/** Read by the platform, which describes them; the agent's are explained where they are set. */
const PLATFORM = /^(AzureWebJobs|FUNCTIONS_|WEBSITE_|APPLICATIONINSIGHTS_CONFIGURATION_CONTENT$|APPLICATIONINSIGHTS_ENABLE_AGENT$)/;

/**
 * @param example content of local.settings.json.example
 * @param page text of docs/settings.md
 * @param javaVersion that the build compiles for
 * @param ofSyncs names of settings that the deployment was given for its syncs
 */
export function checkSettings(resources, { example, page, javaVersion, ofSyncs }) {
  return resources
    .filter(({ type, name }) => type === 'Microsoft.Web/sites/config' && name.endsWith('/appsettings'))
    .flatMap((config) => {
      const site = resources.find(({ id }) => config.id === `${id}/config/appsettings`);
      const settings = { ...config.properties, ...runtimeSettings(site) };
      return [
        ...missing(settings, example.Values),
        ...undescribed(settings, page, ofSyncs),
        ...Object.keys(settings).filter((name) => !/^[A-Za-z_]\w*$/.test(name)).map((name) => `${name}: a setting is an environment variable, with letters, digits and _`),
        ...(javaVersionOf(site) === javaVersion ? [] : [`the app runs on Java ${javaVersionOf(site)} and is compiled for ${javaVersion}`]),
      ].map((fault) => `${site.name}: ${fault}`);
    });
}

/** On Flex Consumption the runtime is no setting. */
const runtimeSettings = (site) => (site.properties.functionAppConfig ? { FUNCTIONS_WORKER_RUNTIME: site.properties.functionAppConfig.runtime.name } : {});

const javaVersionOf = (site) => site.properties.functionAppConfig?.runtime.version ?? site.properties.siteConfig.linuxFxVersion?.split('|')[1];

function missing(settings, values) {
  return Object.entries(values)
    .filter(([name]) => !LOCAL_ONLY.includes(name))
    .flatMap(([name, value]) => {
      if (name in settings) return settings[name] === value ? [] : [`${name} is ${settings[name]}, and ${value} on one machine`];
      return Object.keys(settings).some((other) => other.startsWith(`${name}__`)) ? [] : [`${name} of local.settings.json.example is not set`];
    });
}

function undescribed(settings, page, ofSyncs) {
  return Object.keys(settings)
    .filter((name) => !PLATFORM.test(name) && !ofSyncs.includes(name) && !page.includes(`\`${name}\``))
    .map((name) => `${name} is not in docs/settings.md`);
}
