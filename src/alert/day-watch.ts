// Checks every hour whether the last day was a bad one. Counting a day of votes after every vote would cost too much.
import type { BackgroundTask } from '../background/task.ts';
import { DAY, type Incident, isIncidentOpen } from './incident.ts';
import type { RuleCheck } from './incident-store.ts';
import { isBadDay, type RateRule } from './rate.ts';
import { createWatch, type WatchParts } from './watch.ts';

const HOUR = 60 * 60 * 1000;

/** @returns a task that repeats by itself once notified. */
export function createDayWatch({ rule, clock = Date.now, ...parts }: WatchParts<RateRule>): BackgroundTask {
  /** An incident lasts until a whole day passes without a bad day being found. */
  async function look(turn: RuleCheck): Promise<Incident[]> {
    const now = clock();
    if (!isBadDay(await turn.tallySince(now - DAY), rule)) return [];
    const { latest } = turn;
    const goesOn = latest && isIncidentOpen(latest, DAY, now) ? latest : undefined;
    const incident: Incident = { rule: 'rate', firstAt: goesOn?.firstAt ?? now - DAY, lastAt: now };
    await turn.keep(incident, parts.mail);
    return goesOn ? [] : [incident];
  }

  return createWatch(parts, {
    kind: 'rate',
    look,
    again: HOUR,
    failure: 'checking the votes of the last day failed; retrying',
  });
}
