// Common to all watches: checks under a lock shared by the replicas, logs new incidents and triggers their mails.
import { type BackgroundTask, createBackgroundTask } from '../background/task.ts';
import { type AlertLog, announce } from './announce.ts';
import type { AlertRule, Incident } from './incident.ts';
import type { AlertStore, RuleCheck } from './incident-store.ts';

export interface WatchParts<Rule> {
  readonly store: Pick<AlertStore, 'inTurn'>;
  readonly rule: Rule;
  /** True to mail incidents too; they are always logged. */
  readonly mail: boolean;
  readonly log: AlertLog;
  /** Called when a mail is queued in the outbox. */
  readonly onMail?: (() => void) | undefined;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
}

/** How one watch differs from another. */
export interface Watch {
  readonly kind: AlertRule;
  /** Reads what it needs before taking the lock, during which the embedded store can do nothing else. */
  prepare?(): Promise<void>;
  /** Stores what it finds. @returns the new incidents. */
  look(turn: RuleCheck): Promise<Incident[]>;
  /** Milliseconds until the next check; undefined to check only when notified. */
  readonly again: number | undefined;
  /** Log message of a failed check. */
  readonly failure: string;
}

export function createWatch(
  { store, mail, log, onMail = () => {} }: Omit<WatchParts<unknown>, 'rule' | 'clock'>,
  { kind, prepare, look, again, failure }: Watch,
): BackgroundTask {
  return createBackgroundTask({
    async work() {
      await prepare?.();
      const opened = await store.inTurn(kind, look);
      for (const incident of opened) announce(incident, mail, log);
      if (mail && opened.length > 0) onMail();
      return again;
    },
    onFailure: (err, wait) => log.error({ err, wait }, failure),
  });
}
