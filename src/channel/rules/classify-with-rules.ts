// A verdict under the brand rules. The model always judges the whole post first, and what it said is kept beside:
// - a rule of a side (negative, positive) decides: the verdict is that side, for certain; of several the longest phrase;
// - otherwise the phrases of neutral rules are left out, and what remains is judged. When nothing remains, the model's
//   own verdict stands, but not for certain.
import {
  type Brand,
  type Classifier,
  type ClassifyOptions,
  scoresOf,
  type Verdict,
} from '../../sentiment/verdict.ts';
import { type BrandRule, findRules, keyOf, type Match } from './brand-rules.ts';
import type { Rulebook } from './rulebook.ts';

export interface BrandJudgeParts {
  readonly classifier: Pick<Classifier, 'classify'>;
  readonly rulebook: Pick<Rulebook, 'inForce'>;
}

/** Judges like a classifier, in a channel with its rules, or elsewhere with those for everywhere. */
export type ClassifyWithRules = (
  post: string,
  options?: ClassifyOptions & { readonly channel?: string | undefined },
) => Promise<Verdict | null>;

export function createClassifyWithRules({ classifier, rulebook }: BrandJudgeParts): ClassifyWithRules {
  const classifyWithRules: ClassifyWithRules = async (post, { channel, ...options } = {}) => {
    const own = await classifier.classify(post, options);
    if (!own) return null;
    const matches = findRules(post, await rulebook.inForce(channel));
    if (matches.length === 0) return own;
    const deciding = decidingRule(matches);
    if (deciding) return decided(own, deciding);
    const rest = await classifier.classify(leftOut(post, matches), options);
    // Another model took over in between: a verdict is the word of one.
    if (rest && rest.model !== own.model) return classifyWithRules(post, { channel, ...options });
    return without(matches, own, rest);
  };
  return classifyWithRules;
}

/** The verdict on what is left once neutral phrases are out. */
function without(matches: readonly Match[], own: Verdict, rest: Verdict | null): Verdict {
  const { label, scores, probability, certain, truncated } = rest ?? { ...own, certain: false };
  return { ...own, label, scores, probability, certain, truncated, brand: brandOf(own, matches) };
}

/** The longest phrase that has a side, by words; the first in the post of those that are as long. */
function decidingRule(matches: readonly Match[]): Match | undefined {
  const firsts = new Map<BrandRule, Match>();
  for (const match of matches)
    if (match.rule.label !== 'neutral' && !firsts.has(match.rule)) firsts.set(match.rule, match);
  const length = ({ rule }: Match) => keyOf(rule.phrase).split(' ').length;
  return [...firsts.values()]
    .map((match) => ({ match, words: length(match) }))
    .sort((a, b) => b.words - a.words)[0]?.match;
}

function decided(own: Verdict, match: Match): Verdict {
  const { label } = match.rule;
  const probability = label === 'positive' ? 1 : 0;
  const scores = scoresOf(probability, 0);
  return { ...own, label, scores, probability, certain: true, brand: brandOf(own, [match]) };
}

function leftOut(post: string, matches: readonly Match[]): string {
  const starts = [...matches.map(({ start }) => start), post.length];
  const ends = [0, ...matches.map(({ end }) => end)];
  return starts.map((start, index) => post.slice(ends[index], start)).join(' ');
}

function brandOf({ label, scores, probability, certain }: Verdict, matches: readonly Match[]): Brand {
  const rules = new Map(matches.map(({ rule }) => [rule.phrase, { phrase: rule.phrase, label: rule.label }]));
  return { rules: [...rules.values()], own: { label, scores, probability, certain } };
}
