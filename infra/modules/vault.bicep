// The one secret there is: the key that turns people into hashes.
param name string
param location string
param tags object
@description('Principal that may read secrets.')
param readerId string
param workspaceId string
param webSubnetId string
@secure()
@minLength(32)
param peopleKey string

resource vault 'Microsoft.KeyVault/vaults@2026-02-01' = {
  // checkov:skip=CKV_AZURE_189: its firewall lets in the subnet of the Web App alone
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    enablePurgeProtection: true
    publicNetworkAccess: 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: 'Deny'
      ipRules: []
      virtualNetworkRules: [{ id: webSubnetId }]
    }
  }
}

resource key 'Microsoft.KeyVault/vaults/secrets@2026-02-01' = {
  // checkov:skip=CKV_AZURE_41: it must not expire: with another key everybody could vote again
  parent: vault
  name: 'people-key'
  properties: { value: peopleKey, contentType: 'text/plain', attributes: { enabled: true } }
}

var secretsUser = '4633458b-17de-408a-b874-0445c86b69e6' // a built-in role, the same everywhere

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, readerId, secretsUser)
  scope: vault
  properties: {
    principalId: readerId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'audit', enabled: true }] }
}

// Without a version: the Web App follows when somebody rotates the key on purpose.
output peopleKeyUri string = '${vault.properties.vaultUri}secrets/${key.name}'
