// The digest of a channel: how a day or a week went, against the same a week before, and what was learnt.
import type { VerdictCounts } from '../feedback/statistics.ts';
import type { DigestPlan, DigestSlot } from './digest-plan.ts';
import type { ChannelFigures, JudgedPost, Learnt } from './figures.ts';
import { type TopicTrend, topicTrends } from './topic-trends.ts';

const WORST = 3;

export interface Digest {
  readonly every: DigestPlan['every'];
  readonly slot: DigestSlot;
  readonly counts: VerdictCounts;
  readonly weekBefore: VerdictCounts;
  readonly learnt: Learnt;
  /** The most frequent first, against the week before. */
  readonly topics: readonly TopicTrend[];
  readonly worst: readonly JudgedPost[];
}

/** @param learntIn what channels have taught; those whose digests are about the same slot are told from one count. */
export async function composeDigest(
  figures: Pick<ChannelFigures, 'count' | 'topics' | 'worst'>,
  learntIn: ChannelFigures['learnt'],
  channel: string,
  every: DigestPlan['every'],
  slot: DigestSlot,
): Promise<Digest> {
  // One after the other: nobody waits for a digest, and all at once would hold up whoever does wait for something.
  const counts = await figures.count({ channel }, slot);
  const weekBefore = await figures.count({ channel }, slot.weekBefore);
  const learnt = (await learntIn(slot))(channel);
  const topics = await topicTrends(figures, { channel }, slot, slot.weekBefore);
  const worst = await figures.worst({ channel }, slot, WORST);
  return { every, slot, counts, weekBefore, learnt, topics, worst };
}

/** Share of negatives, 0 to 1; null of no posts. */
export function negativeShare({
  predictions,
  negative,
}: Pick<VerdictCounts, 'predictions' | 'negative'>): number | null {
  return predictions === 0 ? null : negative / predictions;
}
