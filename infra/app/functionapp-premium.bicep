metadata description = 'Function app on the Elastic Premium plan: always one instance, and the Application Insights agent works here.'

@description('Name of the function app.')
param name string

@description('Name of the hosting plan.')
param planName string

@description('Azure region.')
param location string

@description('Tags of the resources.')
param tags object

@description('Value of the tag azd-service-name, by which azd finds the app of a service.')
param serviceName string

@description('Resource id of the identity the app acts as.')
param identityId string

@description('Address of the package in the blob container.')
param packageUrl string

@description('Address of a package to run instead, readable by everybody; empty for none.')
param packageUri string

@description('App settings, without those the Premium plan needs for itself.')
param appSettings object

@description('Most instances the plan may have.')
@minValue(1)
@maxValue(100)
param maximumInstanceCount int

@description('Instances kept running; at least one is always paid.')
@minValue(1)
@maxValue(20)
param minimumInstanceCount int

@description('Resource id of the subnet to join; empty for none.')
param subnetId string

// The package is read from the blob with the identity. No file share: that would need an account key.
var packageSettings = empty(packageUri)
  ? {
      WEBSITE_RUN_FROM_PACKAGE: packageUrl
      WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: identityId
    }
  : {
      WEBSITE_RUN_FROM_PACKAGE: packageUri
    }

var planSettings = {
  FUNCTIONS_EXTENSION_VERSION: '~4'
  FUNCTIONS_WORKER_RUNTIME: 'java'
  // The agent exports metrics, spans and logs; without it the app starts an exporter of its own.
  APPLICATIONINSIGHTS_ENABLE_AGENT: 'true'
  // Role name, sampling that keeps failures, metric interval: the same file as with the agent on one machine.
  APPLICATIONINSIGHTS_CONFIGURATION_CONTENT: loadTextContent('../applicationinsights.json')
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'elastic'
  sku: {
    name: 'EP1'
    tier: 'ElasticPremium'
    capacity: minimumInstanceCount
  }
  properties: {
    reserved: true
    maximumElasticWorkerCount: maximumInstanceCount
  }
}

resource app 'Microsoft.Web/sites@2025-03-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': serviceName })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    // Everything, also what happens before the app starts: its package and its secrets lie behind private endpoints too.
    outboundVnetRouting: {
      allTraffic: !empty(subnetId)
    }
    siteConfig: {
      linuxFxVersion: 'Java|17'
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      minimumElasticInstanceCount: minimumInstanceCount
      // Lets the scale controller see private queues through the network of the app.
      functionsRuntimeScaleMonitoringEnabled: !empty(subnetId)
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: union(appSettings, planSettings, packageSettings)
  }

  // Publishing takes a token of the person or pipeline; user name and password are off.
  resource scmCredentials 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }

  resource ftpCredentials 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: {
      allow: false
    }
  }
}

@description('Name of the function app.')
output name string = app.name

@description('Address of the function app.')
output url string = 'https://${app.properties.defaultHostName}'
