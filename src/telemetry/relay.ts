// Carries traces from the outbox, where votes left them, to telemetry: late perhaps, never lost.

import type { Logger } from 'pino';
import { createBackgroundTask } from '../background/task.ts';
import { startTimer, stopTimer } from '../clock.ts';
import type { TraceOutbox } from '../feedback/feedback-store.ts';
import type { Trace } from '../feedback/trace.ts';
import type { Telemetry } from './telemetry.ts';

/** Another replica may have died with traces in its hands, milliseconds. */
const LOOK_AGAIN = 60_000;

export interface TraceRelay {
  /** Traces may be waiting: carries them, and whatever comes meanwhile. Call it once at start too. */
  notify(): void;
  /** Waits a little for what is in flight. What telemetry has not taken stays in the outbox for the next start. */
  stop(): Promise<void>;
}

export interface TraceRelayParts {
  readonly outbox: TraceOutbox;
  readonly telemetry: Pick<Telemetry, 'trace'>;
  readonly log: Pick<Logger, 'error'>;
  /** Milliseconds to wait after the first failure in a row; doubled after each further one. */
  readonly firstRetry?: number;
  readonly longestRetry?: number;
  /** Milliseconds that a stop waits for what is in flight. */
  readonly patience?: number;
  /** Milliseconds for one delivery; PostgreSQL would end a transaction that waits for longer. */
  readonly limit?: number;
}

export function createTraceRelay({
  outbox,
  telemetry,
  log,
  firstRetry = 1000,
  longestRetry = 60_000,
  patience = 3000,
  limit = 15_000,
}: TraceRelayParts): TraceRelay {
  let abandon = () => {};

  function send(traces: readonly Trace[]) {
    return new Promise<void>((resolve, reject) => {
      abandon = () => reject(new Error('telemetry took too long'));
      const late = startTimer(abandon, limit);
      Promise.all(traces.map((trace) => telemetry.trace(trace)))
        .then(() => resolve(), reject)
        .finally(() => stopTimer(late));
    });
  }

  const task = createBackgroundTask({
    // A long backlog must not hold up votes: what is left has to wait for its turn.
    work: async () => ((await outbox.deliver(send)) < outbox.tracesAtOnce ? LOOK_AGAIN : 0),
    onFailure: (err, wait) =>
      log.error({ err, wait }, 'traces could not be handed out; they wait in the outbox'),
    firstRetry,
    longestRetry,
  });

  return {
    notify: task.notify,
    async stop() {
      const timer = startTimer(() => abandon(), patience);
      await task.stop();
      stopTimer(timer);
    },
  };
}
