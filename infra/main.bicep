metadata name = 'Fides'
metadata description = 'Everything Fides needs in one resource group: function app, queues, memory, telemetry, secrets.'

targetScope = 'resourceGroup'

@description('Name of the environment. With the resource group it decides all names, and azd finds the resources by it.')
@minLength(1)
@maxLength(64)
param environmentName string = resourceGroup().name

@description('Azure region of all resources.')
@minLength(1)
param location string = resourceGroup().location

@description('flex: Flex Consumption, paid while it runs. premium: Elastic Premium EP1, always one instance, with the Application Insights agent.')
@allowed([
  'flex'
  'premium'
])
param plan string = 'flex'

@description('Memory of an instance in MB (flex).')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int = 2048

@description('Most instances of each scale group (flex); every queue and timer function is a group of its own.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances kept ready (flex): a list of {name, instanceCount}, such as {name: \'function:PublishPriorityChanges\', instanceCount: 1}; http stands for all HTTP functions.')
param alwaysReady array = []

@description('Instances kept running (premium).')
@minValue(1)
@maxValue(20)
param premiumMinimumInstanceCount int = 1

@description('Most instances (premium).')
@minValue(1)
@maxValue(100)
param premiumMaximumInstanceCount int = 10

@description('serverless or autoscale. No deployment changes it: an account is made anew, or changed in the portal, where each container then gets 5,000 RU/s of its own.')
@allowed([
  'serverless'
  'autoscale'
])
param cosmosCapacity string = 'serverless'

@description('With autoscale: the most request units a second, shared by all containers.')
@minValue(1000)
param cosmosAutoscaleMaxThroughput int = 4000

@description('Name of the Cosmos DB account; empty derives it. Give the name of a restored account to go on with its data.')
param cosmosAccountName string = ''

@description('Consistency of the account. Strong: every read of runs and of what instances share sees the latest write. Session makes those reads half as dear, and an instance may miss what another has just written.')
@allowed([
  'Strong'
  'Session'
])
param cosmosConsistency string = 'Strong'

@description('NCRONTAB (UTC) of the timer that supervises and starts imports that are due.')
param importTick string = '0 * * * * *'

@description('NCRONTAB (UTC) of the timer that supervises and starts clean-ups that are due.')
param cleanUpTick string = '0 */5 * * * *'

@description('Folder of the sync definitions; empty reads them from the app\'s class path.')
param syncFolder string = ''

@description('Address of a package to run, such as that of a release, readable by everybody; empty leaves publishing to setup.sh and azd.')
param packageUri string = ''

@description('Plain settings of the sync definitions, name to value, such as {CITIES_HOST_URL: \'https://...\'}.')
param syncSettings object = {}

@description('Secret settings of the sync definitions: name of the setting to name of the secret in the Key Vault, such as {CITIES_HOST_TOKEN: \'cities-host-token\'}.')
param syncVaultSettings object = {}

@description('Resource id of an Event Grid topic whose events name changed host records; empty for none. The topic needs a system-assigned identity. Its role and the subscription are made at once here, and until the role is seen everywhere, some minutes, this fails: deploy again, or leave it to setup.sh and azd, which wait.')
param eventGridTopicId string = ''

@description('Event types to take from the topic; empty takes all.')
param eventGridEventTypes array = []

@description('Mail addresses that are told of alerts.')
param alertEmailAddresses array = []

@description('Days for which telemetry is kept.')
@minValue(30)
@maxValue(730)
param logRetentionInDays int = 30

@description('Most gigabytes of telemetry taken in a day; -1 is no limit. Past the limit no alert fires.')
param logDailyQuotaGb int = -1

@description('Puts storage, Service Bus (then Premium), Cosmos DB and Key Vault behind private endpoints and joins the app to their network.')
param privateNetworking bool = false

@description('Address space of the private network; at least a /23.')
param networkAddressPrefix string = '10.20.0.0/16'

@description('Principal that may upload packages (premium); by default whoever deploys.')
param deployerPrincipalId string = deployer().objectId

var abbreviations = loadJsonContent('abbreviations.json')
var token = toLower(uniqueString(resourceGroup().id, environmentName, location))
var tags = {
  'azd-env-name': environmentName
  application: 'fides'
}
var functionAppName = '${abbreviations.functionApp}fides-${token}'
var keyVaultName = '${abbreviations.keyVault}fides-${token}'
var packageBlobName = 'fides.zip'

var alerts = loadJsonContent('alerts.json')

// A path must be known when Bicep compiles, so each query file that alerts.json names has its line here.
var alertQueries = {
  'approvals-waiting.kql': loadTextContent('queries/approvals-waiting.kql')
  'backlog-old.kql': loadTextContent('queries/backlog-old.kql')
  'circuits-open.kql': loadTextContent('queries/circuits-open.kql')
  'imports-missed.kql': loadTextContent('queries/imports-missed.kql')
  'messages-rejected.kql': loadTextContent('queries/messages-rejected.kql')
  'parked-growth.kql': loadTextContent('queries/parked-growth.kql')
  'run-failed.kql': loadTextContent('queries/run-failed.kql')
}

module identity 'app/identity.bicep' = {
  name: 'fides-identity'
  params: {
    name: '${abbreviations.managedIdentity}fides-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'app/monitoring.bicep' = {
  name: 'fides-monitoring'
  params: {
    workspaceName: '${abbreviations.logAnalyticsWorkspace}fides-${token}'
    applicationInsightsName: '${abbreviations.applicationInsights}fides-${token}'
    location: location
    tags: tags
    retentionInDays: logRetentionInDays
    dailyQuotaGb: logDailyQuotaGb
  }
}

module storage 'app/storage.bicep' = {
  name: 'fides-storage'
  params: {
    name: '${abbreviations.storageAccount}fides${token}'
    location: location
    tags: tags
    packageContainerName: 'app-package'
    deadLetterContainerName: 'event-grid-dead-letters'
    privateNetworking: privateNetworking
    workspaceId: monitoring.outputs.workspaceId
  }
}

module serviceBus 'app/servicebus.bicep' = {
  name: 'fides-servicebus'
  params: {
    name: '${abbreviations.serviceBusNamespace}fides-${token}'
    location: location
    tags: tags
    privateNetworking: privateNetworking
    workspaceId: monitoring.outputs.workspaceId
  }
}

module cosmos 'app/cosmos.bicep' = {
  name: 'fides-cosmos'
  params: {
    name: empty(cosmosAccountName) ? '${abbreviations.cosmosAccount}fides-${token}' : cosmosAccountName
    location: location
    tags: tags
    capacity: cosmosCapacity
    autoscaleMaxThroughput: cosmosAutoscaleMaxThroughput
    consistency: cosmosConsistency
    privateNetworking: privateNetworking
    workspaceId: monitoring.outputs.workspaceId
  }
}

module keyVault 'app/keyvault.bicep' = {
  name: 'fides-keyvault'
  params: {
    name: keyVaultName
    location: location
    tags: tags
    privateNetworking: privateNetworking
    workspaceId: monitoring.outputs.workspaceId
  }
}

module rbac 'app/rbac.bicep' = {
  name: 'fides-rbac'
  params: {
    principalId: identity.outputs.principalId
    deployerPrincipalId: plan == 'premium' ? deployerPrincipalId : ''
    storageAccountName: storage.outputs.name
    packageContainerName: storage.outputs.packageContainerName
    serviceBusNamespaceName: serviceBus.outputs.name
    cosmosAccountName: cosmos.outputs.name
    keyVaultName: keyVault.outputs.name
    applicationInsightsName: monitoring.outputs.applicationInsightsName
  }
}

module network 'app/network.bicep' = if (privateNetworking) {
  name: 'fides-network'
  params: {
    name: '${abbreviations.virtualNetwork}fides-${token}'
    privateEndpointPrefix: '${abbreviations.privateEndpoint}fides-${token}-'
    location: location
    tags: tags
    appSubnetDelegation: plan == 'flex' ? 'Microsoft.App/environments' : 'Microsoft.Web/serverFarms'
    addressPrefix: networkAddressPrefix
    storageAccountId: storage.outputs.id
    serviceBusNamespaceId: serviceBus.outputs.id
    cosmosAccountId: cosmos.outputs.id
    keyVaultId: keyVault.outputs.id
  }
}

var secretReferences = toObject(
  items(syncVaultSettings),
  secret => secret.key,
  secret => '@Microsoft.KeyVault(VaultName=${keyVaultName};SecretName=${secret.value})'
)

var appSettings = union(
  syncSettings,
  secretReferences,
  {
    // The host's own page at / would tell everybody what runs here.
    AzureWebJobsDisableHomepage: 'true'
    AzureWebJobsStorage__credential: 'managedidentity'
    AzureWebJobsStorage__clientId: identity.outputs.clientId
    AzureWebJobsStorage__blobServiceUri: storage.outputs.blobEndpoint
    AzureWebJobsStorage__queueServiceUri: storage.outputs.queueEndpoint
    AzureWebJobsStorage__tableServiceUri: storage.outputs.tableEndpoint
    ServiceBus__fullyQualifiedNamespace: serviceBus.outputs.hostName
    ServiceBus__credential: 'managedidentity'
    ServiceBus__clientId: identity.outputs.clientId
    Cosmos__accountEndpoint: cosmos.outputs.endpoint
    Cosmos__credential: 'managedidentity'
    Cosmos__clientId: identity.outputs.clientId
    // For hosts and targets with auth: managedIdentity.
    AZURE_CLIENT_ID: identity.outputs.clientId
    APPLICATIONINSIGHTS_CONNECTION_STRING: monitoring.outputs.connectionString
    APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identity.outputs.clientId};Authorization=AAD'
    IMPORT_TICK: importTick
    CLEANUP_TICK: cleanUpTick
  },
  empty(syncFolder) ? {} : { FIDES_SYNCS: syncFolder }
)

module flexApp 'app/functionapp-flex.bicep' = if (plan == 'flex') {
  name: 'fides-app-flex'
  params: {
    name: functionAppName
    planName: '${abbreviations.hostingPlan}fides-flex-${token}'
    location: location
    tags: tags
    serviceName: 'fides'
    identityId: identity.outputs.id
    packageContainerUrl: '${storage.outputs.blobEndpoint}${storage.outputs.packageContainerName}'
    packageUri: packageUri
    appSettings: appSettings
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReady: alwaysReady
    subnetId: privateNetworking ? network!.outputs.appSubnetId : ''
  }
  // The app reads its package and its secrets as soon as it exists.
  dependsOn: [
    rbac
  ]
}

module premiumApp 'app/functionapp-premium.bicep' = if (plan == 'premium') {
  name: 'fides-app-premium'
  params: {
    name: functionAppName
    planName: '${abbreviations.hostingPlan}fides-premium-${token}'
    location: location
    tags: tags
    serviceName: 'fides'
    identityId: identity.outputs.id
    packageUrl: '${storage.outputs.blobEndpoint}${storage.outputs.packageContainerName}/${packageBlobName}'
    packageUri: packageUri
    appSettings: appSettings
    maximumInstanceCount: premiumMaximumInstanceCount
    minimumInstanceCount: premiumMinimumInstanceCount
    subnetId: privateNetworking ? network!.outputs.appSubnetId : ''
  }
  dependsOn: [
    rbac
  ]
}

module eventGrid 'app/eventgrid.bicep' = if (!empty(eventGridTopicId)) {
  name: 'fides-eventgrid'
  params: {
    topicId: eventGridTopicId
    subscriptionName: '${abbreviations.eventSubscription}fides-${token}'
    eventTypes: eventGridEventTypes
    serviceBusNamespaceName: serviceBus.outputs.name
    storageAccountName: storage.outputs.name
    deadLetterContainerName: storage.outputs.deadLetterContainerName
  }
}

module alerting 'app/alerts.bicep' = {
  name: 'fides-alerts'
  params: {
    alerts: alerts
    queryTexts: alertQueries
    emailAddresses: alertEmailAddresses
    actionGroupName: '${abbreviations.actionGroup}fides-${token}'
    alertPrefix: '${abbreviations.alert}fides-${token}-'
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    serviceBusNamespaceId: serviceBus.outputs.id
  }
}

module workbook 'app/workbook.bicep' = {
  name: 'fides-workbook'
  params: {
    title: 'Fides (${environmentName})'
    location: location
    tags: tags
    applicationInsightsId: monitoring.outputs.applicationInsightsId
    workspaceId: monitoring.outputs.workspaceId
  }
}

@description('Azure region.')
output AZURE_LOCATION string = location

@description('Tenant the resources belong to.')
output AZURE_TENANT_ID string = tenant().tenantId

@description('Name of the function app; azd publishes the service fides to it.')
output SERVICE_FIDES_NAME string = plan == 'flex' ? flexApp!.outputs.name : premiumApp!.outputs.name

@description('Address of the function app.')
output FIDES_URL string = plan == 'flex' ? flexApp!.outputs.url : premiumApp!.outputs.url

@description('Hosting plan, which decides how a package is published.')
output FIDES_PLAN string = plan

@description('Name of the storage account that holds the package.')
output FIDES_STORAGE_ACCOUNT string = storage.outputs.name

@description('Container of the package.')
output FIDES_PACKAGE_CONTAINER string = storage.outputs.packageContainerName

@description('Name of the package in its container (premium).')
output FIDES_PACKAGE_BLOB string = packageBlobName

@description('Container for events that Event Grid could not deliver.')
output FIDES_DEAD_LETTER_CONTAINER string = storage.outputs.deadLetterContainerName

@description('Name of the event subscription, if a topic is given.')
output FIDES_EVENT_SUBSCRIPTION string = '${abbreviations.eventSubscription}fides-${token}'

@description('Name of the Service Bus namespace.')
output FIDES_SERVICE_BUS string = serviceBus.outputs.name

@description('Name of the Cosmos DB account.')
output FIDES_COSMOS_ACCOUNT string = cosmos.outputs.name

@description('Name of the Key Vault for the secrets of hosts and targets.')
output FIDES_KEY_VAULT string = keyVault.outputs.name

@description('Name of the Application Insights component.')
output FIDES_APPLICATION_INSIGHTS string = monitoring.outputs.applicationInsightsName

@description('Client id of the identity Fides acts as, to be allowed by hosts and targets with auth: managedIdentity.')
output FIDES_CLIENT_ID string = identity.outputs.clientId
