metadata description = 'Service Bus namespace with the queues of Fides, listed in queues.json.'

@description('Name of the namespace.')
param name string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('Closes the public endpoint. Private endpoints exist in the Premium tier only, so this also chooses it.')
param privateNetworking bool

@description('Resource id of the Log Analytics workspace for diagnostics.')
param workspaceId string

var queues = loadJsonContent('../queues.json')

resource namespace 'Microsoft.ServiceBus/namespaces@2026-01-01' = {
  name: name
  location: location
  tags: tags
  sku: privateNetworking
    ? {
        name: 'Premium'
        tier: 'Premium'
        capacity: 1
      }
    : {
        name: 'Standard'
        tier: 'Standard'
      }
  properties: {
    // No shared access keys: identities only.
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'
  }
}

// Event Grid delivers as a trusted service when the namespace is closed.
resource networkRules 'Microsoft.ServiceBus/namespaces/networkRuleSets@2026-01-01' = if (privateNetworking) {
  parent: namespace
  name: 'default'
  properties: {
    publicNetworkAccess: 'Disabled'
    defaultAction: 'Deny'
    trustedServiceAccessEnabled: true
  }
}

resource queue 'Microsoft.ServiceBus/namespaces/queues@2026-01-01' = [
  for item in queues: {
    parent: namespace
    name: item.name
    properties: {
      requiresSession: item.sessions
      // The host renews a lock for up to ten minutes; after a crash the next instance waits one minute only.
      lockDuration: 'PT1M'
      // An outage must never dead-letter a change: postponing is the app's own business.
      maxDeliveryCount: 1000
      maxSizeInMegabytes: 5120
      // It would swallow the third of the changes A, B, A.
      requiresDuplicateDetection: false
      // Half of the 30 days for which a tombstone lives: no message may outlive the tombstone that stops it.
      defaultMessageTimeToLive: 'P14D'
      // Messages that nobody can read end after their time: as dead letters they would look like a fault of Fides.
      deadLetteringOnMessageExpiration: item.deadLetterExpired
      enablePartitioning: false
      enableBatchedOperations: true
    }
  }
]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: namespace
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'OperationalLogs'
        enabled: true
      }
    ]
    // The one resource whose metrics a query asks for (cost-per-thousand.kql). Those of all resources are kept by Azure Monitor for
    // 93 days without this; here each costs a line a minute.
    metrics: [
      {
        category: 'AllMetrics'
        enabled: true
      }
    ]
  }
}

@description('Name of the namespace.')
output name string = namespace.name

@description('Resource id of the namespace.')
output id string = namespace.id

@description('Host name of the namespace, for the setting ServiceBus__fullyQualifiedNamespace.')
output hostName string = replace(
  replace(replace(namespace.properties.serviceBusEndpoint, 'https://', ''), ':443', ''),
  '/',
  ''
)
