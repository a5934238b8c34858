// A verdict under the brand rules. The model always judges the whole post first, and what it said is kept beside:
// - the phrases of neutral rules are left out, and what remains is judged. When nothing remains, the model's own verdict
//   stands, but not for certain;
// - a rule of a side (negative, positive) pushes that verdict to its side, unless its phrase is negated. Rules of both sides
//   push against each other. The push is strong and bounded, and certain is what the pushed scores are.
import {
  type Brand,
  type Classifier,
  type ClassifyOptions,
  LABELS,
  type Label,
  scoresOf,
  type Verdict,
} from '../../sentiment/verdict.ts';
import { findRules, type Match } from './brand-rules.ts';
import type { Rulebook } from './rulebook.ts';

/**
 * What a rule adds to the logit of its side: it multiplies the odds by 33. So it turns a post round that the model gives to the
 * other side with up to 97 % (among two sides), and no surer one.
 */
const PUSH = 3.5;

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
    const rules = await rulebook.inForce(channel);
    const matches = findRules(post, rules).filter(
      ({ rule, negated }) => rule.label === 'neutral' || !negated,
    );
    if (matches.length === 0) return own;
    const ignored = matches.filter(({ rule }) => rule.label === 'neutral');
    const rest = ignored.length > 0 ? await classifier.classify(leftOut(post, ignored), options) : own;
    // Another model took over in between: a verdict is the word of one.
    if (rest && rest.model !== own.model) return classifyWithRules(post, { channel, ...options });
    const { label, scores, probability, certain, truncated } = pushed(
      rest ?? { ...own, certain: false },
      matches,
    );
    return { ...own, label, scores, probability, certain, truncated, brand: brandOf(own, matches) };
  };
  return classifyWithRules;
}

/** A verdict with the sides of its rules pushed; the same object where no rule has a side. */
function pushed(verdict: Verdict, matches: readonly Match[]): Verdict {
  const sides = new Set(matches.map(({ rule }) => rule.label).filter((label) => label !== 'neutral'));
  if (sides.size === 0) return verdict;
  const weightOf = (label: Label) => verdict.scores[label] * (sides.has(label as never) ? Math.exp(PUSH) : 1);
  const [negative, neutral, positive] = [weightOf('negative'), weightOf('neutral'), weightOf('positive')];
  const sided = positive + negative;
  const probability = sided > 0 ? positive / sided : verdict.probability;
  const scores = scoresOf(probability, neutral / (negative + neutral + positive));
  const label = LABELS.reduce((best, each) => (scores[each] > scores[best] ? each : best));
  const certain = verdict.language !== 'other' && scores[label] >= (verdict.certainFrom?.[label] ?? 1);
  return { ...verdict, label, scores, probability, certain };
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
