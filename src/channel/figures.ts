// What was judged in a channel, in numbers and by its worst posts. src/storage implements it.
import type { Prediction, Tally } from '../feedback/prediction.ts';
import type { Period, VerdictCounts } from '../feedback/statistics.ts';

/** A channel or chat, by its conversation id without thread; one thread of it, by the id of the message that began it. */
export interface FigureScope {
  readonly channel: string;
  readonly thread?: string | undefined;
  /** Only posts that are about this topic. */
  readonly topic?: string | undefined;
}

/** A verdict with what people said about it. */
export type JudgedPost = Prediction & Tally;

/** What a channel has taught, in a period. */
export interface Learnt {
  /** 👍 and 👎 that were given. */
  readonly votes: number;
  /** 👎 that came with the right label. */
  readonly corrections: number;
  /** Brand rules that were added or changed, those for everywhere included. */
  readonly rules: number;
}

export interface Share {
  readonly posts: number;
  readonly negative: number;
}

/** What was judged in one channel in an hour. */
export interface BusyHour extends Share {
  readonly channel: string;
  readonly neutral: number;
}

export interface TopicCounts {
  /** By name. */
  readonly topic: string;
  readonly posts: number;
  readonly negative: number;
}

/** What was judged by models that know topics. */
export interface TopicFigures {
  readonly judged: number;
  /** The most frequent first. */
  readonly topics: readonly TopicCounts[];
}

export interface Habit {
  /** At this hour of each of the last four weeks' days. */
  readonly sameHour: Share;
  /** At any hour of these days. */
  readonly always: Share;
}

/** Of a post that was edited only the last verdict counts, with the votes on all of them; deleted posts do not count. */
export interface ChannelFigures {
  count(scope: FigureScope, period: Period): Promise<VerdictCounts>;
  /** What the posts are about. */
  topics(scope: FigureScope, period: Period): Promise<TopicFigures>;
  /** The negatives with the lowest probability of positive, at most `most`; none that more people call wrong than right. */
  worst(scope: FigureScope, period: Period, most: number): Promise<JudgedPost[]>;
  /** Counts what all channels have taught, once for those that ask about the same period. @returns what one of them has. */
  learnt(period: Period): Promise<(channel: string) => Learnt>;
  /** The channels in which at least `least` posts were judged. */
  busy(period: Period, least: number): Promise<BusyHour[]>;
  /**
   * The share of negatives that is usual around `now`: the 28 days before the day that ends then.
   * @param topic then that of negatives about it, of all posts.
   */
  habit(channel: string, now: number, topic?: string): Promise<Habit>;
}
