metadata description = 'Cosmos DB for NoSQL: the memory of Fides. Its containers are listed in containers.json.'

@description('Name of the account.')
param name string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('serverless: paid by the request unit. autoscale: paid by the highest throughput of each hour. No deployment changes it later.')
@allowed([
  'serverless'
  'autoscale'
])
param capacity string

@description('With autoscale: the most request units a second, shared by all containers; a tenth of it is always paid.')
@minValue(1000)
param autoscaleMaxThroughput int

@description('Consistency of the account, the strongest a read can ask for. Instances share circuits, leases and checkpoints, so those reads must see the latest write of another instance.')
@allowed([
  'Strong'
  'Session'
])
param consistency string

@description('Closes the public endpoint; the account is then reached through a private endpoint only.')
param privateNetworking bool

@description('Resource id of the Log Analytics workspace for diagnostics.')
param workspaceId string

var databaseName = 'fides'
var containers = loadJsonContent('../containers.json')

resource account 'Microsoft.DocumentDB/databaseAccounts@2025-04-15' = {
  name: name
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: false
      }
    ]
    consistencyPolicy: {
      defaultConsistencyLevel: consistency
    }
    capabilities: capacity == 'serverless'
      ? [
          {
            name: 'EnableServerless'
          }
        ]
      : []
    // No account keys: identities with a data plane role only.
    disableLocalAuth: true
    disableKeyBasedMetadataWriteAccess: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: privateNetworking ? 'Disabled' : 'Enabled'
    // Any second of the last seven days can be restored, into a new account.
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: 'Continuous7Days'
      }
    }
  }
}

resource database 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2025-04-15' = {
  parent: account
  name: databaseName
  properties: {
    resource: {
      id: databaseName
    }
    // A serverless account refuses any throughput.
    options: capacity == 'serverless'
      ? {}
      : {
          autoscaleSettings: {
            maxThroughput: autoscaleMaxThroughput
          }
        }
  }
}

resource container 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2025-04-15' = [
  for item in containers: {
    parent: database
    name: item.name
    properties: {
      resource: {
        id: item.name
        partitionKey: {
          paths: [
            item.partitionKey
          ]
          kind: 'Hash'
          // Version 2 hashes the whole key; version 1 only its first 101 bytes.
          version: 2
        }
        // On, without a lifetime for all: documents that end carry their own.
        defaultTtl: -1
        // Each index entry is paid with every write, so only what a query asks for is indexed.
        indexingPolicy: {
          indexingMode: 'consistent'
          automatic: true
          includedPaths: map(item.indexed, path => {
            path: path
          })
          excludedPaths: [
            {
              path: '/*'
            }
          ]
          // One entry for several members, where a query asks for them together; a sync's records are otherwise all looked at.
          compositeIndexes: map(
            item.composite,
            paths =>
              map(paths, path => {
                path: path
                order: 'ascending'
              })
          )
        }
      }
    }
  }
]

resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: account
  properties: {
    workspaceId: workspaceId
    // Data plane requests are left out: a line for each would cost more than the requests. The app counts request units.
    logs: [
      {
        category: 'ControlPlaneRequests'
        enabled: true
      }
    ]
  }
}

@description('Name of the account.')
output name string = account.name

@description('Resource id of the account.')
output id string = account.id

@description('Address of the account, for the setting Cosmos__accountEndpoint.')
output endpoint string = account.properties.documentEndpoint
