// The bot on Azure: a Web App with its identity, store, secrets, telemetry, alerts and registration, in one resource group.
targetScope = 'subscription'

@description('Name of this deployment; everything is named after it.')
@minLength(2)
@maxLength(16)
param environmentName string

@description('Region of everything but the bot registration, which is global.')
param location string

@description('`prod` adds a staging slot, autoscale, and a database with more than a week of backups.')
@allowed(['dev', 'prod'])
param size string = 'dev'

@description('Who gets the alerts: e-mail addresses, separated by commas.')
param alertEmails string

@description('Secret that turns people into keyed hashes. Always the same: with another one everybody could vote again.')
@secure()
@minLength(32)
param peopleKey string

@description('GitHub repository that may deploy, `owner/name`; empty for none.')
param repository string = ''

@description('Who may use the REST API: lines of `npm run api:key`, separated by commas; empty for nobody.')
param apiKeys string = ''

var tags = { 'azd-env-name': environmentName }
var suffix = uniqueString(subscription().id, environmentName, location)

resource group 'Microsoft.Resources/resourceGroups@2024-11-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  scope: group
  params: { name: environmentName, location: location, tags: tags, repository: repository }
}

module monitoring 'modules/monitoring.bicep' = {
  scope: group
  params: { name: environmentName, location: location, tags: tags }
}

module network 'modules/network.bicep' = {
  scope: group
  params: { name: environmentName, location: location, tags: tags }
}

module vault 'modules/vault.bicep' = {
  scope: group
  params: {
    name: 'kv-${suffix}'
    location: location
    tags: tags
    readerId: identity.outputs.botPrincipalId
    workspaceId: monitoring.outputs.workspaceId
    webSubnetId: network.outputs.webSubnetId
    peopleKey: peopleKey
  }
}

module database 'modules/database.bicep' = {
  scope: group
  params: {
    name: 'psql-${suffix}'
    location: location
    tags: tags
    size: size
    administratorName: identity.outputs.botName
    administratorId: identity.outputs.botPrincipalId
    subnetId: network.outputs.databaseSubnetId
    dnsZoneId: network.outputs.dnsZoneId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module web 'modules/web.bicep' = {
  scope: group
  params: {
    name: 'app-${suffix}'
    location: location
    tags: tags
    size: size
    identityId: identity.outputs.botId
    identityClientId: identity.outputs.botClientId
    deployerId: identity.outputs.deployerPrincipalId
    subnetId: network.outputs.webSubnetId
    databaseUrl: database.outputs.url
    peopleKeyUri: vault.outputs.peopleKeyUri
    telemetryConnection: monitoring.outputs.connectionString
    workspaceId: monitoring.outputs.workspaceId
    apiKeys: apiKeys
  }
}

module bot 'modules/bot.bicep' = {
  scope: group
  params: {
    name: 'bot-${suffix}'
    tags: tags
    host: web.outputs.host
    identityId: identity.outputs.botId
    identityClientId: identity.outputs.botClientId
    workspaceId: monitoring.outputs.workspaceId
  }
}

module alerts 'modules/alerts.bicep' = {
  scope: group
  params: {
    name: environmentName
    location: location
    tags: tags
    emails: split(alertEmails, ',')
    componentId: monitoring.outputs.componentId
  }
}

// What the deployment workflow and the Teams app package need to know.
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_CLIENT_ID string = identity.outputs.deployerClientId
output WEB_APP_NAME string = web.outputs.name
output WEB_APP_URL string = 'https://${web.outputs.host}'
output BOT_APP_ID string = identity.outputs.botClientId
