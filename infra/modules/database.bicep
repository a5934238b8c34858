// PostgreSQL, reached through the network only, by the bot's identity only: there is no password.
param name string
param location string
param tags object
@allowed(['dev', 'prod'])
param size string
@description('Managed identity that owns the database: name and principal.')
param administratorName string
param administratorId string
param subnetId string
param dnsZoneId string
param workspaceId string

var database = 'airparadis'

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' = {
  name: name
  location: location
  tags: tags
  // The bot writes a few rows a post; the smallest burstable machine has room for a hundred posts a second.
  sku: { name: 'Standard_B1ms', tier: 'Burstable' }
  properties: {
    version: '18'
    createMode: 'Default'
    authConfig: { activeDirectoryAuth: 'Enabled', passwordAuth: 'Disabled', tenantId: tenant().tenantId }
    network: {
      publicNetworkAccess: 'Disabled'
      delegatedSubnetResourceId: subnetId
      privateDnsZoneArmResourceId: dnsZoneId
    }
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    backup: {
      backupRetentionDays: size == 'prod' ? 35 : 7
      geoRedundantBackup: size == 'prod' ? 'Enabled' : 'Disabled'
    }
    highAvailability: { mode: 'Disabled' }
  }

  resource tables 'databases' = {
    name: database
    properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  }

  // It makes its own tables. Nothing else lives on this server, so that owning it gives nothing more away.
  resource owner 'administrators' = {
    name: administratorId
    properties: {
      principalName: administratorName
      principalType: 'ServicePrincipal'
      tenantId: tenant().tenantId
    }
    dependsOn: [tables]
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: server
  properties: { workspaceId: workspaceId, logs: [{ category: 'PostgreSQLLogs', enabled: true }] }
}

output url string = 'postgres://${administratorName}@${server.properties.fullyQualifiedDomainName}:5432/${database}?sslmode=verify-full'
