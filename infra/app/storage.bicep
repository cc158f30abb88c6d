metadata description = 'Storage account: the Functions host keeps its leases and keys here, the app its package, Event Grid its dead letters.'

@description('Name of the storage account: 3 to 24 lower case letters and digits.')
@minLength(3)
@maxLength(24)
param name string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('Name of the container that holds the app package.')
param packageContainerName string

@description('Name of the container for events that Event Grid could not deliver.')
param deadLetterContainerName string

@description('Closes the public endpoint; the account is then reached through private endpoints only.')
param privateNetworking bool

@description('Resource id of the Log Analytics workspace for diagnostics.')
param workspaceId string

resource account 'Microsoft.Storage/storageAccounts@2025-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: {
    name: 'Standard_LRS'
  }
  properties: {
    accessTier: 'Hot'
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
    allowBlobPublicAccess: false
    // No account keys and no SAS made of them: identities only.
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    allowCrossTenantReplication: false
    publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'
    networkAcls: {
      // Event Grid dead-letters as a trusted service when the account is closed.
      bypass: 'AzureServices'
      defaultAction: privateNetworking ? 'Deny' : 'Allow'
    }
  }
}

resource blobService 'Microsoft.Storage/storageAccounts/blobServices@2025-01-01' = {
  parent: account
  name: 'default'
  properties: {
    // A package or dead letter deleted by mistake can be had back for a week.
    deleteRetentionPolicy: {
      enabled: true
      days: 7
    }
  }
}

resource packageContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: blobService
  name: packageContainerName
  properties: {
    publicAccess: 'None'
  }
}

resource deadLetterContainer 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-01-01' = {
  parent: blobService
  name: deadLetterContainerName
  properties: {
    publicAccess: 'None'
  }
}

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: blobService
  properties: {
    workspaceId: workspaceId
    // Reads and writes are left out: the Functions host renews leases all the time, which costs more than it tells.
    logs: [
      {
        category: 'StorageDelete'
        enabled: true
      }
    ]
  }
}

@description('Name of the storage account.')
output name string = account.name

@description('Resource id of the storage account.')
output id string = account.id

@description('Address of the blob service, ending in a slash.')
output blobEndpoint string = account.properties.primaryEndpoints.blob

@description('Address of the queue service, ending in a slash.')
output queueEndpoint string = account.properties.primaryEndpoints.queue

@description('Address of the table service, ending in a slash.')
output tableEndpoint string = account.properties.primaryEndpoints.table

@description('Name of the container that holds the app package.')
output packageContainerName string = packageContainer.name

@description('Name of the container for undelivered events.')
output deadLetterContainerName string = deadLetterContainer.name
