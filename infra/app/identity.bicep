metadata description = 'The one identity Fides acts as. Its roles are in rbac.bicep.'

@description('Name of the user-assigned managed identity.')
param name string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: name
  location: location
  tags: tags
}

@description('Resource id, to attach the identity to the app.')
output id string = identity.id

@description('Client id, by which the app names the identity when it asks for a token.')
output clientId string = identity.properties.clientId

@description('Principal id, to which roles are given.')
output principalId string = identity.properties.principalId
