// The registration that lets Teams reach the bot, under the bot's managed identity.
param name string
param tags object
@description('Host name of the Web App.')
param host string
param identityId string
param identityClientId string
param workspaceId string

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: name
  location: 'global'
  tags: tags
  kind: 'azurebot'
  sku: { name: 'F0' } // messages of Teams are free in every tier
  properties: {
    displayName: 'Air Paradis'
    description: 'Judges posts about Air Paradis, French or English, and learns from the people who correct it.'
    endpoint: 'https://${host}/api/messages'
    msaAppType: 'UserAssignedMSI'
    msaAppId: identityClientId
    msaAppTenantId: tenant().tenantId
    msaAppMSIResourceId: identityId
    disableLocalAuth: true
  }

  resource teams 'channels' = {
    name: 'MsTeamsChannel'
    location: 'global'
    properties: { channelName: 'MsTeamsChannel', properties: { isEnabled: true } }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: bot
  properties: { workspaceId: workspaceId, logs: [{ category: 'BotRequest', enabled: true }] }
}
