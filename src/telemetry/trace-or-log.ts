// Hands out a trace that nothing hangs on.
import type { Trace } from '../feedback/trace.ts';
import type { Telemetry } from './telemetry.ts';

/** Returns at once and never throws: where the trace is not taken, the log says so. */
export function traceOrLog(
  telemetry: Pick<Telemetry, 'trace'>,
  log: { error(fields: object, message: string): void },
  trace: Trace,
): void {
  Promise.resolve(telemetry.trace(trace)).catch((err) =>
    log.error({ err, trace: trace.message }, 'a trace could not be handed out'),
  );
}
