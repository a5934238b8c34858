// One post of the REST door: judged, written down, and told under the names of the REST contract.
import type { z } from 'zod';
import type { Entry, Ledger } from '../feedback/ledger.ts';
import { Problem } from '../http/problem.ts';
import type { Classifier, ClassifyOptions, Language } from '../sentiment/verdict.ts';
import type { PredOut } from './schemas.ts';

export interface JudgeParts {
  readonly classifier: Classifier;
  readonly ledger: Ledger;
}

export type Post = Pick<Entry, 'text' | 'origin' | 'author' | 'network'> & {
  /** Language that the caller knows the post to be in. */
  readonly language?: Language | undefined;
};

/** @throws {Problem} 422 when there is nothing to judge. */
export async function judge(
  { classifier, ledger }: JudgeParts,
  { language, ...post }: Post,
  options: ClassifyOptions,
): Promise<z.output<typeof PredOut>> {
  const judged = await classifier.classify(post.text, options);
  if (!judged)
    throw new Problem(
      422,
      'Nothing to judge',
      'text: holds nothing but links and handles; send a post with words.',
      { errors: [{ field: 'text', message: 'holds nothing but links and handles' }] },
    );
  const verdict = { ...judged, language: language ?? judged.language };
  const { id } = await ledger.record({ ...post, verdict, door: 'api' });
  const { label, probability, certain, language: lang, truncated, model } = verdict;
  return { id, label, probability, certain, lang, truncated, model };
}
