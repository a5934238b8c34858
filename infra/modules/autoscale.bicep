// Two machines at rest, up to four while posts come in faster than they are judged.
param name string
param location string
param tags object
param planId string

resource autoscale 'Microsoft.Insights/autoscaleSettings@2022-10-01' = {
  name: 'scale-${name}'
  location: location
  tags: tags
  properties: {
    enabled: true
    targetResourceUri: planId
    profiles: [
      {
        name: 'by processor time'
        capacity: { minimum: '2', default: '2', maximum: '4' }
        rules: [
          {
            metricTrigger: {
              metricResourceUri: planId
              metricName: 'CpuPercentage'
              operator: 'GreaterThan'
              threshold: 70
              statistic: 'Average'
              timeAggregation: 'Average'
              timeGrain: 'PT1M'
              timeWindow: 'PT5M'
            }
            scaleAction: { direction: 'Increase', type: 'ChangeCount', value: '1', cooldown: 'PT5M' }
          }
          {
            metricTrigger: {
              metricResourceUri: planId
              metricName: 'CpuPercentage'
              operator: 'LessThan'
              threshold: 30
              statistic: 'Average'
              timeAggregation: 'Average'
              timeGrain: 'PT1M'
              timeWindow: 'PT15M'
            }
            scaleAction: { direction: 'Decrease', type: 'ChangeCount', value: '1', cooldown: 'PT15M' }
          }
        ]
      }
    ]
  }
}
