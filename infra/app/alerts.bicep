metadata description = 'Action group, and one scheduled query rule for each entry of alerts.json.'

@description('Alerts as data: a list of {name, title, query, scope, window, frequency, threshold, severity, splitBy, whatToDo}; see README.md.')
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

@description('Resource id of the Application Insights component, which most queries ask.')
param applicationInsightsId string

@description('Resource id of the workspace, for queries about the platform (scope: workspace).')
param workspaceId string

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

resource rule 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for alert in alerts: {
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
        (alert.?scope ?? 'application') == 'workspace' ? workspaceId : applicationInsightsId
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

@description('Resource id of the action group.')
output actionGroupId string = actionGroup.id

@description('Names of the alert rules.')
output ruleNames array = [for (alert, i) in alerts: rule[i].name]
