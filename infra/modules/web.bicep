// The Web App that runs the bundle, as large as `size` says: plan, site, and in production a staging slot and autoscale.
param name string
param location string
param tags object
@allowed(['dev', 'prod'])
param size string
@description('Identity of the bot: resource and client id.')
param identityId string
param identityClientId string
@description('Principal that may deploy; empty for none.')
param deployerId string
param subnetId string
param databaseUrl string
param peopleKeyUri string
param telemetryConnection string
param workspaceId string
param apiKeys string

var production = size == 'prod'

// Settings of the service, by the names of src/config.ts; test/infra holds the two together.
var serviceSettings = {
  NODE_ENV: 'production'
  HOST: '0.0.0.0'
  PORT: '8080'
  DATA_DIR: '/home/data'
  MicrosoftAppType: 'UserAssignedMSI'
  MicrosoftAppId: identityClientId
  MicrosoftAppTenantId: tenant().tenantId
  DATABASE_URL: databaseUrl
  DATABASE_IDENTITY: identityClientId
  PEOPLE_KEY: '@Microsoft.KeyVault(SecretUri=${peopleKeyUri})'
  API_KEYS: apiKeys
  APPLICATIONINSIGHTS_CONNECTION_STRING: telemetryConnection
}

// Settings of Node, of the C library and of App Service.
var platformSettings = {
  // A third less memory: the young generation and the allocator's arenas otherwise grow at start and stay large. The more V8 may take
  // for the old generation, the more garbage it lets gather: with 2 GB or more up to three times what lives, with this half of it.
  NODE_OPTIONS: '--max-semi-space-size=8 --max-old-space-size=768'
  MALLOC_ARENA_MAX: '2'
  // What the graph takes while it is loaded goes back to the system.
  MALLOC_MMAP_THRESHOLD_: '131072'
  // The archive is mounted read-only as it was built; nothing is installed or compiled on Azure.
  WEBSITE_RUN_FROM_PACKAGE: '1'
  SCM_DO_BUILD_DURING_DEPLOYMENT: 'false'
  WEBSITE_SWAP_WARMUP_PING_PATH: '/readyz'
  WEBSITE_SWAP_WARMUP_PING_STATUSES: '200'
}

var siteProperties = {
  serverFarmId: plan.id
  httpsOnly: true
  clientAffinityEnabled: false
  publicNetworkAccess: 'Enabled' // Teams calls from the internet
  virtualNetworkSubnetId: subnetId
  keyVaultReferenceIdentity: identityId
  siteConfig: {
    linuxFxVersion: 'NODE|24-lts'
    appCommandLine: 'node main.js'
    alwaysOn: true
    healthCheckPath: '/readyz'
    http20Enabled: true
    minTlsVersion: '1.2'
    scmMinTlsVersion: '1.2'
    ftpsState: 'Disabled'
    remoteDebuggingEnabled: false
    vnetRouteAllEnabled: true // the vault and the database are reached through the network
  }
}

resource plan 'Microsoft.Web/serverfarms@2025-03-01' = {
  // checkov:skip=CKV_AZURE_225: three zones need three machines, for a bot that a community can do without for an hour
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'linux'
  sku: production ? { name: 'P0v3', capacity: 2 } : { name: 'B1', capacity: 1 }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2025-03-01' = {
  // checkov:skip=CKV_AZURE_222: Teams calls from the internet
  // checkov:skip=CKV_AZURE_17: Teams proves itself with a signed token on every activity, programs with API keys
  // checkov:skip=CKV_AZURE_212: the plan has two machines in production; one will do for development
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'bot' })
  kind: 'app,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: siteProperties

  resource settings 'config' = { name: 'appsettings', properties: union(serviceSettings, platformSettings) }

  // Deployment is by Entra tokens only.
  resource ftp 'basicPublishingCredentialsPolicies' = { name: 'ftp', properties: { allow: false } }
  resource scm 'basicPublishingCredentialsPolicies' = { name: 'scm', properties: { allow: false } }
}

resource staging 'Microsoft.Web/sites/slots@2025-03-01' = if (production) {
  // checkov:skip=CKV_AZURE_222: the workflow tries it from the internet before it goes live
  // checkov:skip=CKV_AZURE_212: the plan has two machines, and the slot is on both
  // checkov:skip=CKV_AZURE_67: it is, in siteProperties; checkov does not look into a variable here
  // checkov:skip=CKV_AZURE_153: it does, in siteProperties
  // checkov:skip=CKV_AZURE_213: it has one, in siteProperties
  parent: site
  name: 'staging'
  location: location
  tags: tags
  kind: 'app,linux'
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: siteProperties

  resource settings 'config' = { name: 'appsettings', properties: union(serviceSettings, platformSettings) }
  resource ftp 'basicPublishingCredentialsPolicies' = { name: 'ftp', properties: { allow: false } }
  resource scm 'basicPublishingCredentialsPolicies' = { name: 'scm', properties: { allow: false } }
}

var websiteContributor = 'de139f84-1756-47ae-9be6-808fbbe84772' // a built-in role, the same everywhere

resource mayDeploy 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(deployerId)) {
  name: guid(site.id, deployerId, websiteContributor)
  scope: site
  properties: {
    principalId: deployerId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', websiteContributor)
  }
}

module autoscale 'autoscale.bicep' = if (production) {
  params: { name: name, location: location, tags: tags, planId: plan.id }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: site
  properties: {
    workspaceId: workspaceId
    // The service's own log is not among them: its traces go to Application Insights, and so do requests, by their routes.
    // Nor is AppServiceHTTPLogs: it would keep paths, queries, cookies and addresses of people for 30 days.
    logs: [
      { category: 'AppServicePlatformLogs', enabled: true }
      { category: 'AppServiceAuditLogs', enabled: true }
    ]
  }
}

output name string = site.name
output host string = site.properties.defaultHostName
