// Words and phrases that mean something of their own to the company: "retard" is negative, "Paradis" is its name.
import { z } from 'zod';
import { isNegated } from './negation.ts';
import { ruleWords } from './words.ts';

/** Rules that may hold in one channel, and as many everywhere. */
export const MOST_RULES = 200;
/** Words of a phrase. */
const LONGEST_PHRASE = 20;

/** There are as many rules as there may be. */
export class TooManyRulesError extends Error {
  override name = 'TooManyRulesError';
}

export const BrandRuleText = z
  .string()
  .trim()
  .min(1, 'is empty')
  .max(100, 'is longer than 100 characters')
  .refine((phrase) => ruleWords(phrase).length > 0, { message: 'has no letter and no digit' })
  .refine((phrase) => ruleWords(phrase).length <= LONGEST_PHRASE, { message: 'has more than 20 words' })
  // On a card these would make links.
  .refine((phrase) => !/[[\]<>\p{Cc}]/u.test(phrase), { message: 'has brackets or line breaks' });

export const BrandLabel = z.enum(['negative', 'neutral', 'positive']);
export type BrandLabel = z.output<typeof BrandLabel>;

export interface BrandRule {
  /** As it was written down; found whatever its accents and capitals. */
  readonly phrase: string;
  /** `neutral` leaves the phrase out before the post is judged; the other two push the verdict to their side. */
  readonly label: BrandLabel;
  /** Channel in which it holds; null for everywhere. */
  readonly channel: string | null;
}

/** A place in a post where a rule's phrase stands, in UTF-16 code units. */
export interface Match {
  readonly rule: BrandRule;
  readonly start: number;
  readonly end: number;
  /** Whether it stands in a negation there: "sans retard". */
  readonly negated: boolean;
}

/** The same for phrases that differ only in accents, capitals and what stands between the words. */
export function keyOf(phrase: string): string {
  return ruleWords(phrase)
    .map(({ key }) => key)
    .join(' ');
}

/** Words of a post in which rules are looked for, from its beginning; the model reads less. */
export const MOST_WORDS = 2000;

/** Phrases by their words, one a level. */
interface Phrases {
  readonly next: Map<string, Phrases>;
  rule?: BrandRule;
}

/** What is searched with a list of rules is made once for as long as the list lives. */
const known = new WeakMap<readonly BrandRule[], Phrases>();

/**
 * The rules whose phrases stand in a post, as whole words, in its order. Where phrases overlap the longer one counts,
 * by words; where two rules are about one phrase, that of the channel. The time grows with the words of the post, however
 * many rules there are and however often they are found; beyond {@link MOST_WORDS} nothing is looked for.
 */
export function findRules(post: string, rules: readonly BrandRule[]): readonly Match[] {
  if (rules.length === 0) return [];
  const phrases = known.get(rules) ?? phrasesOf(rules);
  known.set(rules, phrases);
  const words = ruleWords(post, MOST_WORDS);
  /** Where phrases of so many words begin. */
  const byLength: Candidate[][] = [];
  for (let first = 0; first < words.length; first += 1) {
    let at: Phrases | undefined = phrases;
    for (let length = 1; first + length <= words.length; length += 1) {
      at = at.next.get(words[first + length - 1]!.key);
      if (!at) break;
      if (!at.rule) continue;
      byLength[length] ??= [];
      byLength[length]!.push({ rule: at.rule, first, last: first + length - 1 });
    }
  }
  return withoutOverlaps(byLength, words.length).map(({ rule, first, last }) => ({
    rule,
    start: words[first]!.start,
    end: words[last]!.end,
    negated: isNegated(post, words, first),
  }));
}

function phrasesOf(rules: readonly BrandRule[]): Phrases {
  const root: Phrases = { next: new Map() };
  for (const rule of rules) {
    let at = root;
    for (const { key } of ruleWords(rule.phrase)) {
      const next: Phrases = at.next.get(key) ?? { next: new Map() };
      at.next.set(key, next);
      at = next;
    }
    if (rule.channel !== null || !at.rule) at.rule = rule;
  }
  return root;
}

interface Candidate {
  readonly rule: BrandRule;
  /** Index of its first and of its last word. */
  readonly first: number;
  readonly last: number;
}

/** The longest first: one that overlaps a longer or equal one has its first or its last word in it. */
function withoutOverlaps(byLength: readonly (readonly Candidate[])[], words: number): Candidate[] {
  const taken = new Uint8Array(words);
  const kept: Candidate[] = [];
  for (const candidate of byLength.toReversed().flatMap((each) => each ?? [])) {
    if (taken[candidate.first] || taken[candidate.last]) continue;
    taken.fill(1, candidate.first, candidate.last + 1);
    kept.push(candidate);
  }
  return kept.sort((a, b) => a.first - b.first);
}
