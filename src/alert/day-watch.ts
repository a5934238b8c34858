// Checks every hour whether the last day was a bad one. Counting a day of votes after every vote would cost too much.

import type { BackgroundTask } from '../background/task.ts';
import { wallClock } from '../clock.ts';
import { DAY, type Incident, openIncident } from './incident.ts';
import type { RuleCheck } from './incident-store.ts';
import { isBadDay, type RateRule } from './rate.ts';
import { createWatch, type WatchParts } from './watch.ts';

const HOUR = 60 * 60 * 1000;

/** @returns a task that repeats by itself once notified. */
export function createDayWatch({ rule, clock = wallClock, ...parts }: WatchParts<RateRule>): BackgroundTask {
  /** An incident lasts until a whole day passes without a bad day being found. */
  async function look(turn: RuleCheck): Promise<Incident[]> {
    const now = clock();
    if (!isBadDay(await turn.tallyIn({ firstAt: now - DAY, lastAt: now }), rule)) return [];
    const goesOn = openIncident(await turn.incidentsSince(now - DAY), DAY, now);
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
