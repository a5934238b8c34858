// Whether the share of negatives in the last hour is far above what is usual in a channel: the exact probability, under its
// habit, of so many negatives or more. `npm run bench:spikes` measures how often it is wrong, and how much it misses.
import type { Habit, Share } from './figures.ts';

/** Fewer posts, or fewer negatives, in an hour are no spike, whatever their share. */
export const LEAST_POSTS = 8;
const LEAST_NEGATIVE = 5;
/** How far above the habit a share must be, in parts of one. */
const FAR = 0.2;
/** The probability below which it is no chance any more. */
const ALPHA = 1e-4;

/** A channel of which nothing is known: two in five are negative, and that is worth five posts. */
const PRIOR: Beta = { negative: 2, other: 3 };
/** And one in ten about a topic. */
const TOPIC_PRIOR: Beta = { negative: 0.5, other: 4.5 };
/** Posts that the habit of all hours is worth at most, beside that of this very hour. */
const ALWAYS_WORTH = 30;
/** Posts that the whole habit is worth at most: days differ by more than chance, however many were counted. */
const HABIT_WORTH = 50;

/** The shape of a beta distribution, as posts that were seen of each side. */
interface Beta {
  readonly negative: number;
  readonly other: number;
}

export interface Spike {
  /** The share of negatives that was to be expected, 0 to 1. */
  readonly usual: number;
  /** The probability of as many negatives or more, under the habit. */
  readonly chance: number;
}

/** @param hour the last hour. @returns undefined when nothing is out of the ordinary. */
export function findSpike(hour: Share, habit: Habit): Spike | undefined {
  return findAbove(hour, expectation(habit, PRIOR), ALPHA);
}

/**
 * The same for the negatives about one topic, of all posts.
 * @param topics how many are looked at: with each there is one more occasion for chance.
 */
export function findTopicSpike(hour: Share, habit: Habit, topics: number): Spike | undefined {
  return findAbove(hour, expectation(habit, TOPIC_PRIOR), ALPHA / topics);
}

function findAbove(hour: Share, expected: Beta, alpha: number): Spike | undefined {
  if (!isNoticeable(hour)) return undefined;
  const usual = expected.negative / (expected.negative + expected.other);
  if (hour.negative / hour.posts < usual + FAR) return undefined;
  const chance = upperTail(hour, expected);
  return chance < alpha ? { usual, chance } : undefined;
}

/** Whether there are enough posts and negatives in an hour for a spike. */
export function isNoticeable({ posts, negative }: Share): boolean {
  return posts >= LEAST_POSTS && negative >= LEAST_NEGATIVE;
}

/** The habit of the hour, drawn towards that of the channel, which is drawn towards what is known of none. */
function expectation({ always, sameHour }: Habit, prior: Beta): Beta {
  const channel = limited(add(prior, always), ALWAYS_WORTH);
  return limited(add(channel, sameHour), HABIT_WORTH);
}

function add({ negative, other }: Beta, share: Share): Beta {
  return { negative: negative + share.negative, other: other + share.posts - share.negative };
}

function limited(beta: Beta, worth: number): Beta {
  const factor = Math.min(1, worth / (beta.negative + beta.other));
  return { negative: beta.negative * factor, other: beta.other * factor };
}

/**
 * P(K >= negative) of a beta-binomial distribution: of `posts` draws whose share of negatives is itself drawn from `beta`.
 * In logarithms, since (other / all)^posts soon is too small for a number.
 */
export function upperTail({ posts, negative }: Share, beta: Beta): number {
  const all = beta.negative + beta.other;
  let log = 0;
  for (let i = 0; i < posts; i += 1) log += Math.log((beta.other + i) / (all + i));
  let tail = negative <= 0 ? Math.exp(log) : 0;
  for (let k = 0; k < posts; k += 1) {
    log += Math.log(((posts - k) / (k + 1)) * ((beta.negative + k) / (beta.other + posts - k - 1)));
    if (k + 1 >= negative) tail += Math.exp(log);
  }
  return Math.min(1, tail);
}
