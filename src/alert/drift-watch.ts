// Checks every hour whether posts have drifted from the service's own reference. Differences from the model card raise no
// alert: a company's posts are expected to differ from tweets.

import type { BackgroundTask } from '../background/task.ts';
import { newId, wallClock } from '../clock.ts';
import type { DriftComparison, DriftMonitor } from '../drift/monitor.ts';
import { driftTrace } from '../drift/trace.ts';
import { DAY, type Incident, incidentId, openIncident } from './incident.ts';
import type { RuleCheck } from './incident-store.ts';
import { createWatch, type WatchParts } from './watch.ts';

const HOUR = 60 * 60 * 1000;

export interface DriftWatchParts extends Omit<WatchParts<unknown>, 'rule'> {
  readonly monitor: Pick<DriftMonitor, 'model' | 'countDays' | 'compare'>;
  /** Called when a trace is queued in the store. */
  readonly onTrace?: (() => void) | undefined;
}

/** @returns a task that repeats by itself once notified. */
export function createDriftWatch({
  monitor,
  clock = wallClock,
  onTrace = () => {},
  ...parts
}: DriftWatchParts): BackgroundTask {
  let seen: DriftComparison;

  /** An incident lasts until a whole day passes without drift being found. */
  async function look({ incidentsSince, keep }: RuleCheck): Promise<Incident[]> {
    const now = clock();
    const { changes, reference, firstAt, posts } = seen;
    const moved = changes.filter((change) => change.moved);
    if (reference !== 'own' || moved.length === 0) return [];
    const goesOn = openIncident(await incidentsSince(now - DAY), DAY, now);
    const incident: Incident = { rule: 'drift', firstAt: goesOn?.firstAt ?? firstAt, lastAt: now, moved };
    const { model } = monitor;
    await keep(incident, parts.mail, driftTrace(newId(), incidentId(incident), now, { model, posts, moved }));
    if (goesOn) return [];
    onTrace();
    return [incident];
  }

  return createWatch(parts, {
    kind: 'drift',
    async prepare() {
      await monitor.countDays();
      seen = await monitor.compare();
    },
    look,
    again: HOUR,
    failure: 'checking for drift failed; retrying',
  });
}
