// What the posts of a channel are about in a period, against another period.

import type { Period } from '../feedback/statistics.ts';
import type { ChannelFigures, FigureScope, TopicCounts } from './figures.ts';

export interface TopicTrend extends TopicCounts {
  /** How many posts more than before; undefined where no model knew topics then. */
  readonly change: number | undefined;
}

export async function topicTrends(
  figures: Pick<ChannelFigures, 'topics'>,
  scope: FigureScope,
  now: Period,
  before: Period,
): Promise<readonly TopicTrend[]> {
  const { topics } = await figures.topics(scope, now);
  if (topics.length === 0) return [];
  const earlier = await figures.topics(scope, before);
  const postsBefore = new Map(earlier.topics.map(({ topic, posts }) => [topic, posts]));
  return topics.map((counts) => ({
    ...counts,
    change: earlier.judged === 0 ? undefined : counts.posts - (postsBefore.get(counts.topic) ?? 0),
  }));
}
