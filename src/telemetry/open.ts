// Chooses where telemetry goes: always to the local log, and to Application Insights too when that is set.
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createLocalTelemetry } from './local.ts';
import type { Telemetry } from './telemetry.ts';

export interface TelemetrySettings {
  readonly DATA_DIR: string;
  readonly APPLICATIONINSIGHTS_CONNECTION_STRING?: string | undefined;
}

export async function openTelemetry(
  { DATA_DIR, APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString }: TelemetrySettings,
  log: Logger,
): Promise<Telemetry> {
  const local = createLocalTelemetry(log);
  if (!connectionString) return local;
  // Half a second and 75 MB that those who do not use it need not pay.
  const { createApplicationInsights } = await import('./application-insights.ts');
  const remote = createApplicationInsights({
    connectionString,
    storageDirectory: join(DATA_DIR, 'telemetry'),
  });
  return {
    trace(trace) {
      local.trace(trace);
      return remote.trace(trace);
    },
    exception(error, context) {
      local.exception(error, context);
      remote.exception(error, context);
    },
    close: () => remote.close(),
  };
}
