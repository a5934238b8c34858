// Telemetry as lines of the local log.
import type { Logger } from 'pino';
import { BAD_PREDICTION } from '../feedback/trace.ts';
import type { Telemetry } from './telemetry.ts';

export function createLocalTelemetry(log: Logger): Telemetry {
  return {
    trace({ id, message, at, properties }) {
      const line = { traceId: id, at: new Date(at).toISOString(), ...properties };
      if (message === BAD_PREDICTION) log.warn(line, message);
      else log.info(line, message);
    },
    exception(error, context) {
      log.error({ ...context, err: error }, 'exception');
    },
    async close() {},
  };
}
