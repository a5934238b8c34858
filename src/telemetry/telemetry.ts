// The one way out for what operators look at. Behind it: the local log, or Application Insights.
import type { Trace } from '../feedback/trace.ts';

export interface Telemetry {
  /** Hands a trace out. A promise, where there is one, resolves once the trace would outlive the process. */
  trace(trace: Trace): void | Promise<void>;
  /** Something failed that should not have. `context` says where, never what a person wrote. */
  exception(error: unknown, context: Readonly<Record<string, string>>): void;
  /** Sends what is still held back; takes at most a few seconds even when nobody listens. */
  close(): Promise<void>;
}
