// Telemetry to Azure Application Insights, by way of OpenTelemetry. Only loaded when a connection string is set.
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { type AnyValueMap, logs, SeverityNumber } from '@opentelemetry/api-logs';
import { flushAzureMonitor, shutdownAzureMonitor, useAzureMonitor } from 'applicationinsights';
import { BAD_PREDICTION } from '../feedback/trace.ts';
import { describeError } from './errors.ts';
import type { Telemetry } from './telemetry.ts';

/** Milliseconds for the last requests. */
const LONGEST_CLOSE = 6000;

export interface ApplicationInsightsOptions {
  /** As the Application Insights overview shows it. */
  readonly connectionString: string;
  /** Folder for what could not be sent; it is sent from there later, also after a restart. */
  readonly storageDirectory: string;
}

/** Call this once in a process: OpenTelemetry has one set of providers. */
export function createApplicationInsights({
  connectionString,
  storageDirectory,
}: ApplicationInsightsOptions): Telemetry {
  // Statsbeat, the library's own reports to Microsoft, cannot be turned off here: where it is not wanted, set
  // APPLICATION_INSIGHTS_NO_STATSBEAT=1 in the environment.
  useAzureMonitor({
    azureMonitorExporterOptions: {
      connectionString,
      storageDirectory,
      // One more try, then onto the disk, from where it is sent later: the sooner it is there, the less can be lost.
      retryOptions: { maxRetries: 1 },
    },
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
    instrumentationOptions: { http: { enabled: false } },
  });
  // The library's own trackTrace drops the time of a trace, which matters for one that waited in the outbox.
  const logger = logs.getLogger('air-paradis');
  let flushing: Promise<void> | undefined;

  /** Sends all that was handed in during this turn of the loop, in one request. Ends after 30 s at most. */
  function flush(): Promise<void> {
    flushing ??= nextTurn().then(() => {
      flushing = undefined;
      return flushAzureMonitor();
    });
    return flushing;
  }

  return {
    trace({ id, message, at, properties }) {
      logger.emit({
        timestamp: at,
        body: message,
        ...(message === BAD_PREDICTION
          ? { severityNumber: SeverityNumber.WARN, severityText: 'WARN' }
          : { severityNumber: SeverityNumber.INFO, severityText: 'INFO' }),
        attributes: { ...properties, traceId: id },
      });
      return flush();
    },

    exception(error, context) {
      logger.emit({ severityNumber: SeverityNumber.ERROR, attributes: exceptionAttributes(error, context) });
    },

    close: () => within(LONGEST_CLOSE, shutdownAzureMonitor()),
  };
}

/** Resolves when `work` ends, well or not, and after so many milliseconds even if it does not. */
async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const limit = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: limit.signal }).catch(() => {});
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
