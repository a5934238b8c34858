// The summary of a thread or of a channel: how many posts of which kind, and the worst of them.
import type { Period, VerdictCounts } from '../feedback/statistics.ts';
import type { ChannelFigures, FigureScope, JudgedPost, TopicCounts } from './figures.ts';

const DAY = 86_400_000;
const WORST = 3;
/** Days that a summary may go back. */
const LONGEST = 31;

export interface Summary extends FigureScope {
  /** Days that it goes back; undefined for a thread as a whole. */
  readonly days: number | undefined;
  readonly counts: VerdictCounts;
  /** The most frequent first. */
  readonly topics: readonly TopicCounts[];
  readonly worst: readonly JudgedPost[];
}

/**
 * @param place.thread set where the summary was asked for within a thread. One in which nothing was judged is taken for the
 *   channel: whoever asks in a message of their own has begun a thread with that.
 * @param days when somebody said how many: then of the whole channel, also within a thread.
 * @param now milliseconds since 1970-01-01T00:00Z.
 */
export async function summarise(
  figures: Pick<ChannelFigures, 'count' | 'topics' | 'worst'>,
  { channel, thread }: FigureScope,
  days: number | undefined,
  now: number,
): Promise<Summary> {
  if (thread !== undefined && days === undefined) {
    const whole = { since: 0, until: now + 1 };
    const summary = await over(figures, { channel, thread }, whole);
    if (summary.counts.predictions > 0) return { ...summary, days: undefined };
  }
  const back = Math.min(Math.max(days ?? 1, 1), LONGEST);
  return { ...(await over(figures, { channel }, { since: now - back * DAY, until: now + 1 })), days: back };
}

async function over(
  figures: Pick<ChannelFigures, 'count' | 'topics' | 'worst'>,
  scope: FigureScope,
  period: Period,
): Promise<Omit<Summary, 'days'>> {
  const [counts, { topics }, worst] = await Promise.all([
    figures.count(scope, period),
    figures.topics(scope, period),
    figures.worst(scope, period, WORST),
  ]);
  return { ...scope, counts, topics, worst };
}
