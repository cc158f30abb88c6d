metadata description = 'The workbook of the operators, from workbook.json.'

@description('Title of the workbook in the portal.')
param title string

@description('Azure region.')
param location string

@description('Tags of the resource.')
param tags object

@description('Resource id of the Application Insights component beside which the portal shows the workbook.')
param applicationInsightsId string

@description('Resource id of the workspace the workbook asks.')
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  // Must be a GUID; derived, so that the next deployment updates the same workbook.
  name: guid(resourceGroup().id, 'fides-workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: title
    category: 'workbook'
    version: '1.0'
    sourceId: applicationInsightsId
    serializedData: replace(loadTextContent('../workbook.json'), '{{workspaceId}}', workspaceId)
  }
}

@description('Resource id of the workbook.')
output id string = workbook.id
