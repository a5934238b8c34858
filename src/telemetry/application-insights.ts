// Telemetry to Azure Application Insights, by way of OpenTelemetry. Only loaded when a connection string is set.

import { type AnyValueMap, logs, SeverityNumber } from '@opentelemetry/api-logs';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { shutdownAzureMonitor, useAzureMonitor } from 'applicationinsights';
import { sleep } from '../clock.ts';
import { watchConnectorCalls } from './connector-calls.ts';
import { describeError } from './errors.ts';
import type { Telemetry } from './telemetry.ts';
import { createTraceSender } from './trace-sender.ts';

/** What the library would look into by itself. */
const AUTOMATIC = [
  'http',
  'azureSdk',
  'mongoDb',
  'mySql',
  'postgreSql',
  'redis',
  'redis4',
  'bunyan',
  'winston',
];

/** Milliseconds for the last requests. */
const LONGEST_CLOSE = 6000;

export interface ApplicationInsightsOptions {
  /** As the Application Insights overview shows it. */
  readonly connectionString: string;
  /** Folder for requests, calls, metrics and exceptions that could not be sent; it is tried again from there. */
  readonly storageDirectory: string;
}

/** Call this once in a process: OpenTelemetry has one set of providers. */
export function createApplicationInsights({
  connectionString,
  storageDirectory,
}: ApplicationInsightsOptions): Telemetry {
  // Statsbeat, the library's own reports to Microsoft, cannot be turned off here: where it is not wanted, set
  // APPLICATION_INSIGHTS_NO_STATSBEAT=1 in the environment.
  // One more try, then it waits for later: traces in the outbox, the rest on the disk.
  const sending = { connectionString, retryOptions: { maxRetries: 1 } };
  const resource = resourceFromAttributes({ 'service.name': 'air-paradis-sentiment-bot' });
  useAzureMonitor({
    azureMonitorExporterOptions: { ...sending, storageDirectory },
    resource,
    // The default, 5 traces a second, drops requests in a burst; 0 leaves it to the ratio, and 1 keeps everything.
    tracesPerSecond: 0,
    samplingRatio: 1,
    enableTraceBasedSamplingForLogs: false,
    // It would send messages of errors that are not ours.
    enableAutoCollectExceptions: false,
    enableAutoCollectPerformance: false,
    enablePerformanceCounters: false,
    enableStandardMetrics: false,
    enableLiveMetrics: false,
    // Requests and calls are seen at seams of our own, which know what may be said: spans.ts.
    instrumentationOptions: Object.fromEntries(AUTOMATIC.map((name) => [name, { enabled: false }])),
  });
  watchConnectorCalls();
  const logger = logs.getLogger('air-paradis');
  const traces = createTraceSender(sending, resource);

  return {
    trace: traces.send,

    exception(error, context) {
      logger.emit({ severityNumber: SeverityNumber.ERROR, attributes: exceptionAttributes(error, context) });
    },

    async close() {
      await within(LONGEST_CLOSE, Promise.all([traces.close(), shutdownAzureMonitor()]));
    },
  };
}

/** Resolves when `work` ends, well or not, and after so many milliseconds even if it does not. */
async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  const limit = new AbortController();
  const late = sleep(milliseconds, { signal: limit.signal }).catch(() => {});
  await Promise.race([work.catch(() => {}), late]);
  limit.abort();
}

/** OpenTelemetry's names for an exception, which Application Insights shows as one. */
function exceptionAttributes(error: unknown, context: Readonly<Record<string, string>>): AnyValueMap {
  const { name, message = '', code, stack } = describeError(error);
  return {
    ...context,
    ...(code !== undefined && { code }),
    'exception.type': name,
    'exception.message': message,
    'exception.stacktrace': `${name}\n${stack}`,
  };
}
