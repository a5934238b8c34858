// Who is told of what: a burst of bad predictions, a bad day, posts that changed, and the service itself. The rules are the .kql files.
param name string
param location string
param tags object
param emails array
param componentId string

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'ag-${name}'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'airparadis'
    enabled: true
    emailReceivers: [for (email, i) in emails: {
      name: 'e-mail ${i + 1}'
      emailAddress: trim(email)
      useCommonAlertSchema: true
    }]
  }
}

var rules = [
  {
    name: 'bad-predictions'
    subject: 'Air-Paradis : Bad predictions alert'
    description: 'Three people said within five minutes that the bot was wrong.'
    query: loadTextContent('../bad-predictions.kql')
    scope: componentId
    severity: 2
    // Rows arrive late, so that a window of five minutes would miss most bursts.
    every: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'bad-prediction-rate'
    subject: 'Air-Paradis : Bad prediction rate over the day'
    description: 'Of the votes of the last day, too many say that the bot was wrong.'
    query: loadTextContent('../bad-prediction-rate.kql')
    scope: componentId
    severity: 3
    every: 'PT1H'
    window: 'P1D'
  }
  {
    name: 'drift'
    subject: 'Air-Paradis : Posts drift alert'
    description: 'Posts have moved away from those of the service\'s first days; GET /drift tells what moved.'
    query: loadTextContent('../drift.kql')
    scope: componentId
    severity: 3
    every: 'PT1H'
    window: 'P1D'
  }
  {
    name: 'service-health'
    subject: 'Air-Paradis : Service not well'
    description: 'Nobody reached the service, it failed too often, or it was too slow.'
    query: loadTextContent('../service-health.kql')
    scope: componentId
    severity: 1
    every: 'PT5M'
    window: 'PT15M'
  }
  {
    name: 'service-calls'
    subject: 'Air-Paradis : Calls of the service fail'
    description: 'The database, Teams or the mail server fail the service too often.'
    query: loadTextContent('../service-calls.kql')
    scope: componentId
    severity: 1
    every: 'PT5M'
    window: 'PT15M'
  }
]

resource queries 'Microsoft.Insights/scheduledQueryRules@2026-03-01' = [for rule in rules: {
  name: '${name}-${rule.name}'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: rule.subject
    description: rule.description
    severity: rule.severity
    enabled: true
    scopes: [rule.scope]
    evaluationFrequency: rule.every
    windowSize: rule.window
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    // One e-mail when it begins and one when it is over.
    autoMitigate: true
    // Tables come to be with their first row; a rule on an empty workspace is no mistake.
    skipQueryValidation: true
    actions: { actionGroups: [people.id], actionProperties: { 'Email.Subject': rule.subject } }
  }
}]
