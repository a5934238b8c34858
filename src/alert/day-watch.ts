// Looks every hour whether the last day was a bad one. Counting a day of votes is too much to do at every vote.
import { createTask, type Task } from '../background/task.ts';
import { type AlertLog, announce } from './announce.ts';
import { type Incident, isOpen } from './incident.ts';
import { DAY, isBadDay, type RateRule } from './rate.ts';
import type { AlertStore, Turn } from './store.ts';

const HOUR = 60 * 60 * 1000;

export interface DayWatchParts {
  readonly store: Pick<AlertStore, 'inTurn'>;
  readonly rule: RateRule;
  /** Whether incidents get a mail; they are logged anyway. */
  readonly mail: boolean;
  readonly log: AlertLog;
  /** Called when a mail waits in the outbox. */
  readonly onMail?: (() => void) | undefined;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
}

/** @returns a task that, once notified, goes on by itself. */
export function createDayWatch({
  store,
  rule,
  mail,
  log,
  onMail = () => {},
  clock = Date.now,
}: DayWatchParts): Task {
  /** @returns the incident, if it is new: one lasts until no look has found a bad day for a whole day. */
  async function look(turn: Turn): Promise<Incident | undefined> {
    const now = clock();
    if (!isBadDay(await turn.tallySince(now - DAY), rule)) return undefined;
    const { latest } = turn;
    const goesOn = latest && isOpen(latest, DAY, now) ? latest : undefined;
    const incident: Incident = { rule: 'rate', firstAt: goesOn?.firstAt ?? now - DAY, lastAt: now };
    await turn.keep(incident, mail);
    return goesOn ? undefined : incident;
  }

  return createTask({
    async work() {
      const opened = await store.inTurn('rate', look);
      if (opened) announce(opened, mail, log);
      if (opened && mail) onMail();
      return HOUR;
    },
    onFailure: (err, wait) => log.error({ err, wait }, 'could not look at the day; trying again'),
  });
}
