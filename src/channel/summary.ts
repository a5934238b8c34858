// The summary of a thread or of a channel: how many posts of which kind, and the worst of them.
import type { Counts, Period } from '../feedback/statistics.ts';
import type { ChannelFigures, JudgedPost, Scope } from './figures.ts';

const DAY = 86_400_000;
const WORST = 3;
/** Days that a summary may go back. */
export const LONGEST = 31;

export interface Summary extends Scope {
  /** Days that it goes back; undefined for a thread as a whole. */
  readonly days: number | undefined;
  readonly counts: Counts;
  readonly worst: readonly JudgedPost[];
}

/**
 * @param place.thread set where the summary was asked for within a thread.
 * @param days when somebody said how many: then of the whole channel, also within a thread.
 * @param now milliseconds since 1970-01-01T00:00Z.
 */
export async function summarise(
  figures: Pick<ChannelFigures, 'count' | 'worst'>,
  { channel, thread }: Scope,
  days: number | undefined,
  now: number,
): Promise<Summary> {
  const whole = days !== undefined || thread === undefined;
  const back = whole ? Math.min(Math.max(days ?? 1, 1), LONGEST) : undefined;
  const scope = whole ? { channel } : { channel, thread };
  const period: Period = { since: back === undefined ? 0 : now - back * DAY, until: now + 1 };
  const [counts, worst] = await Promise.all([
    figures.count(scope, period),
    figures.worst(scope, period, WORST),
  ]);
  return { ...scope, days: back, counts, worst };
}
