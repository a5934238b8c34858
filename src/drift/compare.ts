// Whether posts have moved away from a reference: for each thing that is looked at, how far (population stability index) and
// how surely (a test). Both must speak: with many posts anything is sure, and with few anything is far.
import { allLanguages, type Profile, type ProfileCounts } from './profile.ts';

export const FEATURES = [
  'language',
  'length',
  'unknown',
  'surprise',
  'probability',
  'negative',
  'neutral',
  'uncertain',
  'votes',
] as const;
export type Feature = (typeof FEATURES)[number];

/** From this population stability index on, a change is worth a look by the usual rule of thumb (0.25: a large one). */
export const PSI = 0.1;

/** At most one look an hour. */
const LOOKS_A_DAY = 24;
const FALSE_ALARMS_A_DAY = 0.01;
/** Probability of a false alarm that one test may have, so that all tests of all looks of a day share one in a hundred. */
export const ALPHA = FALSE_ALARMS_A_DAY / LOOKS_A_DAY / FEATURES.length;

/** Fewer posts (or posts with a vote) than this on either side are not compared. */
export const LEAST_POSTS_TO_COMPARE = 100;
export const LEAST_VOTED = 20;

export interface Change {
  readonly feature: Feature;
  /** Population stability index; null where there are too few posts to compare. */
  readonly psi: number | null;
  /** Probability of a difference like this, or larger, when nothing has moved; at most that. */
  readonly p: number | null;
  readonly moved: boolean;
  /** The share that the feature is about, before and now: French posts, negative verdicts, …; null for a histogram. */
  readonly before: number | null;
  readonly now: number | null;
}

type Bins = readonly number[];

/** Categories are compared by Pearson's chi-square, values in bins by Kolmogorov and Smirnov's test. */
interface Look {
  readonly bins: (counts: ProfileCounts, profile: Profile) => Bins;
  readonly test: (reference: Bins, current: Bins) => number;
  /** Of which bin the share is told. */
  readonly share?: number;
}

const split = (part: number, all: number): Bins => [part, all - part];

const LOOKS: Readonly<Record<Feature, Look>> = {
  language: {
    bins: (_, { fr, en, other, und }) => [
      fr?.posts ?? 0,
      en?.posts ?? 0,
      (other?.posts ?? 0) + (und?.posts ?? 0),
    ],
    test: chiSquare,
    share: 0,
  },
  length: { bins: ({ length }) => length, test: kolmogorovSmirnov },
  unknown: { bins: ({ unknown, read }) => split(unknown, read), test: chiSquare, share: 0 },
  surprise: { bins: ({ surprise }) => surprise, test: kolmogorovSmirnov },
  probability: { bins: ({ probability }) => probability, test: kolmogorovSmirnov },
  negative: { bins: ({ negative, posts }) => split(negative, posts), test: chiSquare, share: 0 },
  neutral: { bins: ({ neutral, posts }) => split(neutral, posts), test: chiSquare, share: 0 },
  uncertain: { bins: ({ uncertain, posts }) => split(uncertain, posts), test: chiSquare, share: 0 },
  votes: { bins: ({ wrong, right }) => [wrong, right], test: chiSquare, share: 0 },
};

/** Every feature, in the order of {@link FEATURES}. */
export function compareProfiles(reference: Profile, current: Profile): Change[] {
  const [before, now] = [allLanguages(reference), allLanguages(current)];
  return FEATURES.map((feature) => {
    const { bins, test, share } = LOOKS[feature];
    const [left, right] = [bins(before, reference), bins(now, current)];
    const least = feature === 'votes' ? LEAST_VOTED : LEAST_POSTS_TO_COMPARE;
    const few = total(left) < least || total(right) < least;
    const psi = few ? null : stability(left, right);
    const p = few ? null : test(left, right);
    return {
      feature,
      psi,
      p,
      moved: psi !== null && p !== null && psi >= PSI && p < ALPHA,
      before: share === undefined ? null : part(left, share),
      now: share === undefined ? null : part(right, share),
    };
  });
}

/** Population stability index: Σ (q − p) ln(q / p). Half a post is added to each bin, for the logarithm. */
export function stability(reference: Bins, current: Bins): number {
  const shares = (bins: Bins) => bins.map((count) => (count + 0.5) / (total(bins) + bins.length / 2));
  const [p, q] = [shares(reference), shares(current)];
  return p.reduce((sum, share, n) => sum + (q[n]! - share) * Math.log(q[n]! / share), 0);
}

/** Two-sample test on binned values, by Kolmogorov's asymptotic law; binning makes it err on the quiet side. */
export function kolmogorovSmirnov(reference: Bins, current: Bins): number {
  const [n, m] = [total(reference), total(current)];
  let [left, right, distance] = [0, 0, 0];
  for (const [bin, count] of reference.entries()) {
    left += count / n;
    right += current[bin]! / m;
    distance = Math.max(distance, Math.abs(left - right));
  }
  const square = (n * m * distance ** 2) / (n + m);
  if (square < 0.1) return 1; // where the series below converges slowly, nothing can have moved
  let p = 0;
  for (let j = 1; j <= 20; j++) p += 2 * (-1) ** (j - 1) * Math.exp(-2 * j ** 2 * square);
  return Math.min(1, p);
}

/**
 * Two-sample chi-square test of two or three categories. exp(−χ²/2) is its p-value with three; with two, an upper bound of it
 * is that times √(2/πχ²), by Mills' ratio of the normal distribution.
 */
export function chiSquare(reference: Bins, current: Bins): number {
  const [n, m] = [total(reference), total(current)];
  const square = reference.reduce((sum, count, bin) => {
    const both = count + current[bin]!;
    if (both === 0) return sum;
    const [expected, other] = [(both * n) / (n + m), (both * m) / (n + m)];
    return sum + (count - expected) ** 2 / expected + (current[bin]! - other) ** 2 / other;
  }, 0);
  const tail = Math.exp(-square / 2);
  return reference.length === 2 ? tail * Math.min(1, Math.sqrt(2 / (Math.PI * square))) : tail;
}

const total = (bins: Bins) => bins.reduce((sum, count) => sum + count, 0);

const part = (bins: Bins, bin: number) => (total(bins) === 0 ? null : bins[bin]! / total(bins));
