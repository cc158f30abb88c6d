metadata description = 'Action group, and one rule for each entry of alerts.json: a scheduled query rule or a metric alert.'

@description('Alerts as data: a list of {name, title, query or metric, window, frequency, threshold, severity, splitBy, whatToDo}; see README.md.')
param alerts array

@description('Text of each query by its file name in queries/.')
param queryTexts object

@description('Mail addresses that are told. With none, alerts are raised in the portal only.')
param emailAddresses array

@description('Name of the action group.')
param actionGroupName string

@description('Prefix of the names of alert rules.')
param alertPrefix string

@description('Azure region.')
param location string

@description('Tags of the resources.')
param tags object

@description('Resource id of the workspace, which queries ask.')
param workspaceId string

@description('Resource id of the Service Bus namespace, whose metrics are watched.')
param serviceBusNamespaceId string

var queryAlerts = filter(alerts, alert => contains(alert, 'query'))
var metricAlerts = filter(alerts, alert => contains(alert, 'metric'))

resource actionGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: actionGroupName
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'fides'
    enabled: true
    emailReceivers: [
      for (address, i) in emailAddresses: {
        name: 'mail-${i}'
        emailAddress: address
        useCommonAlertSchema: true
      }
    ]
  }
}

resource rule 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [
  for alert in queryAlerts: {
    name: '${alertPrefix}${alert.name}'
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: alert.title
      description: alert.whatToDo
      severity: alert.severity
      enabled: true
      scopes: [
        workspaceId
      ]
      evaluationFrequency: alert.frequency
      windowSize: alert.window
      // Custom metrics and tables exist only after the first of them arrived.
      skipQueryValidation: true
      // Closes by itself when the query finds nothing any more.
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: queryTexts[alert.query]
            timeAggregation: 'Count'
            operator: 'GreaterThan'
            threshold: alert.threshold
            // One alert for each value, so that a second broken sync is told although the first still is.
            dimensions: map(alert.?splitBy ?? [], column => {
              name: column
              operator: 'Include'
              values: [
                '*'
              ]
            })
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: [
          actionGroup.id
        ]
        customProperties: {
          whatToDo: alert.whatToDo
        }
      }
    }
  }
]

// For what the platform measures and does not export to the workspace, where no query could find it.
resource metricRule 'Microsoft.Insights/metricAlerts@2026-01-01' = [
  for alert in metricAlerts: {
    name: '${alertPrefix}${alert.name}'
    location: 'global'
    tags: tags
    properties: {
      description: alert.whatToDo
      severity: alert.severity
      enabled: true
      scopes: [
        serviceBusNamespaceId
      ]
      evaluationFrequency: alert.frequency
      windowSize: alert.window
      autoMitigate: true
      criteria: {
        'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
        allOf: [
          {
            criterionType: 'StaticThresholdCriterion'
            name: alert.name
            metricNamespace: 'Microsoft.ServiceBus/namespaces'
            metricName: alert.metric
            timeAggregation: 'Maximum'
            operator: 'GreaterThan'
            threshold: alert.threshold
            dimensions: map(alert.?splitBy ?? [], dimension => {
              name: dimension
              operator: 'Include'
              values: [
                '*'
              ]
            })
          }
        ]
      }
      actions: [
        {
          actionGroupId: actionGroup.id
          webHookProperties: {
            whatToDo: alert.whatToDo
          }
        }
      ]
    }
  }
]

@description('Resource id of the action group.')
output actionGroupId string = actionGroup.id

@description('Names of the alert rules.')
output ruleNames array = concat(
  map(queryAlerts, alert => '${alertPrefix}${alert.name}'),
  map(metricAlerts, alert => '${alertPrefix}${alert.name}')
)
