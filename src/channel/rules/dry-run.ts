// What a brand rule would have changed, before it is saved: the last posts are judged with it and without it.
import type { Prediction } from '../../feedback/prediction.ts';
import type { Classifier, ClassifyOptions, Verdict } from '../../sentiment/verdict.ts';
import type { BrandRuleStore } from '../channel-store.ts';
import { type BrandRule, findRules, keyOf } from './brand-rules.ts';
import { createClassifyWithRules } from './classify-with-rules.ts';
import type { Rulebook } from './rulebook.ts';

/** Posts that a rule is tried on. */
export const TRIED = 200;
/** Posts judged at once: enough for the inference threads, and little in the queue before everybody else's. */
const AT_ONCE = 4;

export type PostWithText = Prediction & { readonly text: string };

/** A post on which the rule makes a difference to what people see: another label, or another certainty. */
export interface ChangedPost {
  readonly post: PostWithText;
  /** Verdicts of the model in service, under today's rules and with the new one. */
  readonly before: Verdict;
  readonly after: Verdict;
}

export interface DryRunResult {
  /** How many posts it was tried on: the last ones where the rule would hold whose text is kept, at most {@link TRIED}. */
  readonly posts: number;
  /** The newest first. */
  readonly changed: readonly ChangedPost[];
}

/** @throws {ClassifierBusyError} when the queue is full. */
export type DryRun = (rule: BrandRule, options?: Pick<ClassifyOptions, 'signal'>) => Promise<DryRunResult>;

export interface DryRunParts {
  readonly classifier: Pick<Classifier, 'classify'>;
  readonly rulebook: Pick<Rulebook, 'inForce'>;
  readonly posts: Pick<BrandRuleStore, 'latestPosts'>;
}

export function createDryRun({ classifier, rulebook, posts }: DryRunParts): DryRun {
  return async (rule, { signal } = {}) => {
    const latest = await posts.latestPosts(rule.channel, TRIED);
    const touched = latest.filter(({ text }) => findRules(text, [rule]).length > 0);
    const changed: ChangedPost[] = [];
    for (let next = 0; next < touched.length; next += AT_ONCE) {
      const outcomes = touched.slice(next, next + AT_ONCE).map((post) => compare(post, rule, signal));
      changed.push(...(await Promise.all(outcomes)).filter((each) => each !== undefined));
    }
    return { posts: latest.length, changed };
  };

  async function compare(
    post: PostWithText,
    rule: BrandRule,
    signal: AbortSignal | undefined,
  ): Promise<ChangedPost | undefined> {
    const rules = await rulebook.inForce(post.channel ?? undefined);
    const judge = judgeOnce(classifier, signal);
    const before = await judgeUnder(rules, judge, post.text);
    const after = await judgeUnder(
      [...rules.filter((each) => !isReplaced(each, rule)), rule],
      judge,
      post.text,
    );
    if (!before || !after) return undefined;
    return before.label === after.label && before.certain === after.certain
      ? undefined
      : { post, before, after };
  }
}

/** Judges each text once; what waits for a verdict on a new post comes first. */
function judgeOnce({ classify }: Pick<Classifier, 'classify'>, signal: AbortSignal | undefined) {
  const judged = new Map<string, Promise<Verdict | null>>();
  return (text: string) => {
    const verdict = judged.get(text) ?? classify(text, { signal, yields: true });
    judged.set(text, verdict);
    return verdict;
  };
}

function judgeUnder(
  rules: readonly BrandRule[],
  classify: Classifier['classify'],
  text: string,
): Promise<Verdict | null> {
  return createClassifyWithRules({ classifier: { classify }, rulebook: { inForce: async () => rules } })(
    text,
  );
}

/** Whether saving the rule overwrites the other. */
function isReplaced(other: BrandRule, rule: BrandRule): boolean {
  return other.channel === rule.channel && keyOf(other.phrase) === keyOf(rule.phrase);
}
