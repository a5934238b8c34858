// Two identities without secrets: the bot's, and that of the workflow that deploys it.
param name string
param location string
param tags object
@description('GitHub repository whose environments may deploy; empty for none.')
param repository string

resource bot 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-${name}-bot'
  location: location
  tags: tags
}

resource deployer 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = if (!empty(repository)) {
  name: 'id-${name}-deployer'
  location: location
  tags: tags
}

// Only a job of this repository that was let into one of these environments gets a token. One after the other: Azure
// refuses two changes of one identity at once.
@batchSize(1)
resource github 'Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials@2024-11-30' = [for environment in ['staging', 'production']: if (!empty(repository)) {
  parent: deployer
  name: 'github-${environment}'
  properties: {
    issuer: 'https://token.actions.githubusercontent.com'
    audiences: ['api://AzureADTokenExchange']
    subject: 'repo:${repository}:environment:${environment}'
  }
}]

output botId string = bot.id
output botName string = bot.name
output botClientId string = bot.properties.clientId
output botPrincipalId string = bot.properties.principalId
output deployerClientId string = empty(repository) ? '' : deployer!.properties.clientId
output deployerPrincipalId string = empty(repository) ? '' : deployer!.properties.principalId
