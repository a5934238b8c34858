// What a set of judged posts looks like, in numbers that can be added up: one for each language. The lab writes the same
// numbers into the model card (models/lab/export/profile.py); the bins are held together by the card, which names them.
import type { Label, Language, Reading, Scores } from '../sentiment/verdict.ts';

/** Inner bounds of the bins; a value on a bound belongs to the upper bin. */
export const BINS = {
  probability: [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9],
  length: [5, 10, 15, 20, 25, 30, 40, 60],
  surprise: [8.8, 9, 9.2, 9.4, 9.6, 9.8, 10, 10.3, 10.7],
} as const;

/** A judged post, as far as drift looks at it: never what it says. */
export interface ProfiledPost {
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly createdAt: number;
  readonly language: Language;
  /** These four are the model's own, whatever brand rules made of them. */
  readonly label: Label;
  readonly scores: Scores;
  readonly probability: number;
  readonly certain: boolean;
  readonly reading?: Reading | undefined;
  /** Votes on the verdict; none where brand rules made it, for they do not speak of the model. */
  readonly up: number;
  readonly down: number;
}

export interface ProfileCounts {
  readonly posts: number;
  /** By label; the others are positive. */
  readonly negative: number;
  readonly neutral: number;
  readonly uncertain: number;
  /** Of positive against negative, in bins. */
  readonly probability: readonly number[];
  /** Sum of the probability that a verdict is right, and of its variance: what accuracy is estimated from. */
  readonly confidence: number;
  readonly variance: number;
  /** Posts with a reading: those of the next three. */
  readonly read: number;
  /** Posts with a piece that the model has never seen. */
  readonly unknown: number;
  readonly length: readonly number[];
  readonly surprise: readonly number[];
  /** Posts whose voters mostly agree with the verdict, and mostly disagree. */
  readonly right: number;
  readonly wrong: number;
}

export type Profile = Readonly<Partial<Record<Language, ProfileCounts>>>;

export const NO_COUNTS: ProfileCounts = {
  posts: 0,
  negative: 0,
  neutral: 0,
  uncertain: 0,
  probability: BINS.probability.map(() => 0).concat(0),
  confidence: 0,
  variance: 0,
  read: 0,
  unknown: 0,
  length: BINS.length.map(() => 0).concat(0),
  surprise: BINS.surprise.map(() => 0).concat(0),
  right: 0,
  wrong: 0,
};

export function profileOf(posts: readonly ProfiledPost[]): Profile {
  const groups = Object.entries(Object.groupBy(posts, ({ language }) => language));
  return Object.fromEntries(groups.map(([language, group]) => [language, sum(group!.map(countsOf))]));
}

export function addProfiles(profiles: readonly Profile[]): Profile {
  const parts = profiles.flatMap((profile) => Object.entries(profile));
  const groups = Object.entries(Object.groupBy(parts, ([language]) => language));
  return Object.fromEntries(
    groups.map(([language, group]) => [language, sum(group!.map(([, counts]) => counts))]),
  );
}

/** All languages together. */
export function allLanguages(profile: Profile): ProfileCounts {
  return sum(Object.values(profile));
}

function countsOf({ label, scores, probability, certain, reading, up, down }: ProfiledPost): ProfileCounts {
  const confidence = scores[label];
  return {
    posts: 1,
    negative: Number(label === 'negative'),
    neutral: Number(label === 'neutral'),
    uncertain: Number(!certain),
    probability: binned(probability, BINS.probability),
    confidence,
    variance: confidence * (1 - confidence),
    read: Number(reading !== undefined),
    unknown: Number((reading?.unknown ?? 0) > 0),
    length: binned(reading?.pieces, BINS.length),
    surprise: binned(reading?.surprise, BINS.surprise),
    right: Number(up > down),
    wrong: Number(down > up),
  };
}

function binned(value: number | undefined, bounds: readonly number[]): number[] {
  const bin = value === undefined ? -1 : bounds.filter((bound) => bound <= value).length;
  return Array.from({ length: bounds.length + 1 }, (_, n) => Number(n === bin));
}

function sum(all: readonly ProfileCounts[]): ProfileCounts {
  const total: Record<string, number | number[]> = {};
  for (const [name, none] of Object.entries(NO_COUNTS)) {
    // Days that were counted before a number was thought of have none of it.
    const values = all.map((counts) => counts[name as keyof ProfileCounts] ?? none);
    total[name] =
      typeof none === 'number'
        ? values.reduce<number>((subtotal, value) => subtotal + (value as number), 0)
        : none.map((_: number, n: number) =>
            values.reduce<number>((subtotal, value) => subtotal + (value as number[])[n]!, 0),
          );
  }
  return total as unknown as ProfileCounts;
}
