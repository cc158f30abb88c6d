metadata description = 'The event subscription itself, in the resource group of its topic.'

@description('Name of the topic.')
param topicName string

@description('Whether the topic is a system topic (of an Azure resource) rather than a custom one.')
param isSystemTopic bool

@description('Name of the event subscription.')
param name string

@description('Event types to deliver; empty delivers all.')
param eventTypes array

@description('Resource id of the Service Bus queue that takes the events.')
param queueId string

@description('Resource id of the storage account for events that could not be delivered.')
param storageAccountId string

@description('Name of the container for events that could not be delivered.')
param deadLetterContainerName string

var subscriptionProperties = {
  eventDeliverySchema: 'CloudEventSchemaV1_0'
  filter: empty(eventTypes)
    ? {}
    : {
        includedEventTypes: eventTypes
      }
  deliveryWithResourceIdentity: {
    identity: {
      type: 'SystemAssigned'
    }
    destination: {
      endpointType: 'ServiceBusQueue'
      properties: {
        resourceId: queueId
      }
    }
  }
  // Without it, events that are refused for good are lost without a trace.
  deadLetterWithResourceIdentity: {
    identity: {
      type: 'SystemAssigned'
    }
    deadLetterDestination: {
      endpointType: 'StorageBlob'
      properties: {
        resourceId: storageAccountId
        blobContainerName: deadLetterContainerName
      }
    }
  }
  // The longest Event Grid offers. What is lost after a day, the next import finds.
  retryPolicy: {
    maxDeliveryAttempts: 30
    eventTimeToLiveInMinutes: 1440
  }
}

resource customTopic 'Microsoft.EventGrid/topics@2025-02-15' existing = if (!isSystemTopic) {
  name: topicName
}

resource systemTopic 'Microsoft.EventGrid/systemTopics@2025-02-15' existing = if (isSystemTopic) {
  name: topicName
}

resource customSubscription 'Microsoft.EventGrid/topics/eventSubscriptions@2025-02-15' = if (!isSystemTopic) {
  parent: customTopic
  name: name
  properties: subscriptionProperties
}

resource systemSubscription 'Microsoft.EventGrid/systemTopics/eventSubscriptions@2025-02-15' = if (isSystemTopic) {
  parent: systemTopic
  name: name
  properties: subscriptionProperties
}

@description('Name of the event subscription.')
output name string = name
