// Carries traces from the outbox, where votes left them, to telemetry: late perhaps, never lost.
import type { Logger } from 'pino';
import type { TraceOutbox } from '../feedback/store.ts';
import type { Telemetry } from './telemetry.ts';

export interface TraceRelay {
  /** Traces may be waiting: carries them, and whatever comes meanwhile. Call it once at start too. */
  notify(): void;
  /** Nothing is carried after what is in flight; the rest waits in the outbox for the next start. */
  stop(): Promise<void>;
}

export interface TraceRelayParts {
  readonly outbox: TraceOutbox;
  readonly telemetry: Pick<Telemetry, 'trace'>;
  readonly log: Pick<Logger, 'error'>;
  /** Milliseconds to wait after the first failure in a row; doubled after each further one. */
  readonly firstRetry?: number;
  readonly longestRetry?: number;
}

export function createTraceRelay({
  outbox,
  telemetry,
  log,
  firstRetry = 1000,
  longestRetry = 60_000,
}: TraceRelayParts): TraceRelay {
  let carrying: Promise<void> | undefined;
  let again = false;
  let stopped = false;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;

  async function carry() {
    again = false;
    while (!stopped && (await outbox.deliver(send)) > 0) failures = 0;
  }

  async function send(traces: Parameters<Parameters<TraceOutbox['deliver']>[0]>[0]) {
    await Promise.all(traces.map((trace) => telemetry.trace(trace)));
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
      await carrying;
    },
  };
}
