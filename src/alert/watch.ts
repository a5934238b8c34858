// What every watch does: looks in turn with the other replicas, tells of what is new, has the mails sent.
import { type BackgroundTask, createBackgroundTask } from '../background/task.ts';
import { type AlertLog, announce } from './announce.ts';
import type { AlertRule, Incident } from './incident.ts';
import type { AlertStore, RuleCheck } from './incident-store.ts';

export interface WatchParts<Rule> {
  readonly store: Pick<AlertStore, 'inTurn'>;
  readonly rule: Rule;
  /** Whether incidents get a mail; they are logged anyway. */
  readonly mail: boolean;
  readonly log: AlertLog;
  /** Called when a mail waits in the outbox. */
  readonly onMail?: (() => void) | undefined;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
}

/** How one watch differs from another. */
export interface Watch {
  readonly kind: AlertRule;
  /** Reads what it needs before its turn: the embedded store can do nothing else during one. */
  prepare?(): Promise<void>;
  /** Keeps what it finds. @returns the incidents that are new. */
  look(turn: RuleCheck): Promise<Incident[]>;
  /** Milliseconds until it looks again by itself; undefined: only when notified. */
  readonly again: number | undefined;
  /** What the log says when a look failed. */
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
