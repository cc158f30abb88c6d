metadata description = 'Function app on the Flex Consumption plan: paid while it runs, scales each queue function on its own.'

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

@description('Address of the blob container that holds the package.')
param packageContainerUrl string

@description('Address of a package that the platform fetches into that container; empty for none.')
param packageUri string

@description('App settings. Flex Consumption refuses FUNCTIONS_WORKER_RUNTIME, FUNCTIONS_EXTENSION_VERSION and most of WEBSITE_*.')
param appSettings object

@description('Memory of an instance in MB.')
@allowed([
  512
  2048
  4096
])
param instanceMemoryMB int

@description('Most instances of each scale group; every queue and timer function is a group of its own.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int

@description('Instances kept ready: a list of {name, instanceCount}, name being http or function:PublishChanges and the like.')
param alwaysReady array

@description('Resource id of the subnet to join; empty for none.')
param subnetId string

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
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
    // Little else may stand here: Flex Consumption refuses a deployment for ftpsState and others; it has no FTP at all.
    siteConfig: {
      minTlsVersion: '1.2'
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainerUrl
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'java'
        version: '17'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReady
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    properties: appSettings
  }

  // One deploy, the only way here: the platform fetches the package once, with this deployment.
  resource package 'extensions' = if (!empty(packageUri)) {
    name: 'onedeploy'
    #disable-next-line BCP187 // The published type knows no properties; Microsoft's page on automating deployments shows these.
    properties: {
      packageUri: packageUri
      remoteBuild: false
    }
    dependsOn: [
      settings
    ]
  }

  // Publishing takes a token of the person or pipeline; user name and password are off.
  resource scmCredentials 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: {
      allow: false
    }
  }
}

@description('Name of the function app.')
output name string = app.name

@description('Address of the function app.')
output url string = 'https://${app.properties.defaultHostName}'
