// Words and phrases that mean something of their own to the company: "retard" is negative, "Paradis" is its name.
import { z } from 'zod';

export const BrandRuleText = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(100, 'is longer than 100 characters')
  .refine((phrase) => wordsOf(phrase).length > 0, { message: 'has no letter and no digit' })
  // On a card these would make links.
  .refine((phrase) => !/[[\]<>\p{Cc}]/u.test(phrase), { message: 'has brackets or line breaks' });

export const BrandLabel = z.enum(['negative', 'neutral', 'positive']);
export type BrandLabel = z.output<typeof BrandLabel>;

export interface BrandRule {
  /** As it was written down; found whatever its accents and capitals. */
  readonly phrase: string;
  /** `neutral` leaves the phrase out before the post is judged; the other two decide the verdict. */
  readonly label: BrandLabel;
  /** Channel in which it holds; null for everywhere. */
  readonly channel: string | null;
}

/** A place in a post where a rule's phrase stands, in UTF-16 code units. */
export interface Match {
  readonly rule: BrandRule;
  readonly start: number;
  readonly end: number;
}

interface Word {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** The same for phrases that differ only in accents, capitals and what stands between the words. */
export function keyOf(phrase: string): string {
  return wordsOf(phrase)
    .map(({ key }) => key)
    .join(' ');
}

/**
 * The rules whose phrases stand in a post, as whole words, in its order. Where phrases overlap the longer one counts,
 * by words; where two rules are about one phrase, that of the channel.
 */
export function findRules(post: string, rules: readonly BrandRule[]): readonly Match[] {
  if (rules.length === 0) return [];
  const byKey = new Map<string, BrandRule>();
  for (const rule of rules) {
    const key = keyOf(rule.phrase);
    if (rule.channel !== null || !byKey.has(key)) byKey.set(key, rule);
  }
  const longest = Math.max(...[...byKey.keys()].map((key) => key.split(' ').length));
  const words = wordsOf(post);
  const candidates: (Match & { first: number; length: number })[] = [];
  for (let first = 0; first < words.length; first += 1)
    for (let length = 1; length <= Math.min(longest, words.length - first); length += 1) {
      const run = words.slice(first, first + length);
      const rule = byKey.get(run.map(({ key }) => key).join(' '));
      if (rule) candidates.push({ rule, first, length, start: run[0]!.start, end: run.at(-1)!.end });
    }
  return withoutOverlaps(candidates).map(({ rule, start, end }) => ({ rule, start, end }));
}

function withoutOverlaps<M extends { first: number; length: number }>(candidates: readonly M[]): M[] {
  const taken: M[] = [];
  const overlaps = (one: M, other: M) =>
    one.first < other.first + other.length && other.first < one.first + one.length;
  for (const candidate of [...candidates].sort((a, b) => b.length - a.length || a.first - b.first))
    if (!taken.some((other) => overlaps(candidate, other))) taken.push(candidate);
  return taken.sort((a, b) => a.first - b.first);
}

function wordsOf(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\p{N}\p{M}]+/gu)].map(({ 0: word, index }) => ({
    key: word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase(),
    start: index,
    end: index + word.length,
  }));
}
