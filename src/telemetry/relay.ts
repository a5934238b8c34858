// Carries traces from the outbox, where votes left them, to telemetry: late perhaps, never lost.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { TraceOutbox } from '../feedback/store.ts';
import type { Trace } from '../feedback/trace.ts';
import type { Telemetry } from './telemetry.ts';

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
}

export function createTraceRelay({
  outbox,
  telemetry,
  log,
  firstRetry = 1000,
  longestRetry = 60_000,
  patience = 3000,
}: TraceRelayParts): TraceRelay {
  let carrying: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;
  let abandon = () => {};

  async function carry() {
    again = false;
    while (!stopped && (await outbox.deliver(send)) > 0) {
      failures = 0;
      await nextTurn(); // a long backlog must not hold up votes
    }
  }

  function send(traces: readonly Trace[]) {
    return new Promise<void>((resolve, reject) => {
      abandon = () => reject(new Error('telemetry took too long'));
      Promise.all(traces.map((trace) => telemetry.trace(trace))).then(() => resolve(), reject);
    });
  }

  function retryLater(err: unknown) {
    if (stopped) return;
    const wait = Math.min(firstRetry * 2 ** failures, longestRetry);
    failures += 1;
    log.error({ err, wait }, 'traces could not be handed out; they wait in the outbox');
    retry = setTimeout(notify, wait);
    retry.unref();
  }

  function notify() {
    if (stopped) return;
    again = true;
    if (carrying) return;
    clearTimeout(retry);
    carrying = carry()
      .catch(retryLater)
      .finally(() => {
        carrying = undefined;
        if (again) notify();
      });
  }

  return {
    notify,
    async stop() {
      stopped = true;
      clearTimeout(retry);
      const timer = setTimeout(() => abandon(), patience);
      await carrying;
      clearTimeout(timer);
    },
  };
}
