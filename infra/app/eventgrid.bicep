metadata description = 'Delivers the events of an existing Event Grid topic to the queue of host events, with the identity of the topic. Deployed on its own, or by main.bicep.'

@description('Resource id of the topic: a custom topic or a system topic, with a system-assigned identity. It may lie in another resource group.')
param topicId string

@description('Name of the event subscription.')
param subscriptionName string

@description('Event types to deliver; empty delivers all.')
param eventTypes array = []

@description('Name of the Service Bus namespace.')
param serviceBusNamespaceName string

@description('Name of the queue that takes host events.')
param queueName string = 'fides-host-events'

@description('Name of the storage account for events that could not be delivered.')
param storageAccountName string

@description('Name of the container for events that could not be delivered.')
param deadLetterContainerName string

// /subscriptions/{2}/resourceGroups/{4}/providers/Microsoft.EventGrid/{7}/{8}
var topicParts = split(topicId, '/')
var isSystemTopic = toLower(topicParts[7]) == 'systemtopics'

var serviceBusDataSender = '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39'
var storageBlobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource customTopic 'Microsoft.EventGrid/topics@2025-02-15' existing = if (!isSystemTopic) {
  name: topicParts[8]
  scope: resourceGroup(topicParts[2], topicParts[4])
}

resource systemTopic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = if (isSystemTopic) {
  name: topicParts[8]
  scope: resourceGroup(topicParts[2], topicParts[4])
}

resource serviceBusNamespace 'Microsoft.ServiceBus/namespaces@2026-01-01' existing = {
  name: serviceBusNamespaceName

  resource queue 'queues' existing = {
    name: queueName
  }
}

resource storageAccount 'Microsoft.Storage/storageAccounts@2025-01-01' existing = {
  name: storageAccountName

  resource blobService 'blobServices' existing = {
    name: 'default'

    resource deadLetterContainer 'containers' existing = {
      name: deadLetterContainerName
    }
  }
}

var topicPrincipalId = isSystemTopic ? systemTopic!.identity.principalId : customTopic!.identity.principalId

// On the one queue only: the topic must not write to any other.
resource delivery 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(serviceBusNamespace::queue.id, topicId, serviceBusDataSender)
  scope: serviceBusNamespace::queue
  properties: {
    principalId: topicPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', serviceBusDataSender)
  }
}

resource deadLettering 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(storageAccount::blobService::deadLetterContainer.id, topicId, storageBlobDataContributor)
  scope: storageAccount::blobService::deadLetterContainer
  properties: {
    principalId: topicPrincipalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', storageBlobDataContributor)
  }
}

module subscription 'eventgrid-subscription.bicep' = {
  name: 'fides-event-subscription'
  scope: resourceGroup(topicParts[2], topicParts[4])
  params: {
    topicName: topicParts[8]
    isSystemTopic: isSystemTopic
    name: subscriptionName
    eventTypes: eventTypes
    queueId: serviceBusNamespace::queue.id
    storageAccountId: storageAccount.id
    deadLetterContainerName: deadLetterContainerName
  }
  dependsOn: [
    delivery
    deadLettering
  ]
}

@description('Name of the event subscription.')
output subscriptionName string = subscription.outputs.name
