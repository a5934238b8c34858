// Looks every hour whether the last day was a bad one. Counting a day of votes is too much to do at every vote.
import type { BackgroundTask } from '../background/task.ts';
import { DAY, type Incident, isIncidentOpen } from './incident.ts';
import type { RuleCheck } from './incident-store.ts';
import { isBadDay, type RateRule } from './rate.ts';
import { createWatch, type WatchParts } from './watch.ts';

const HOUR = 60 * 60 * 1000;

/** @returns a task that, once notified, goes on by itself. */
export function createDayWatch({ rule, clock = Date.now, ...parts }: WatchParts<RateRule>): BackgroundTask {
  /** An incident lasts until no look has found a bad day for a whole day. */
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
    failure: 'could not look at the day; trying again',
  });
}
