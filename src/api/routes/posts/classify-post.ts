// One post of the REST door: judged, written down, and told under the names of the REST contract.
import type { z } from 'zod';
import type { ClassifyWithRules } from '../../../channel/rules/classify-with-rules.ts';
import type { Entry, FeedbackService } from '../../../feedback/feedback-service.ts';
import { Problem } from '../../../http/problem.ts';
import { ownWords } from '../../../sentiment/text/own-words.ts';
import type { ClassifyOptions, Language, Verdict } from '../../../sentiment/verdict.ts';
import type { PredOut } from '../../contract/schemas.ts';

export interface ClassifyParts {
  readonly classifyWithRules: ClassifyWithRules;
  readonly feedback: FeedbackService;
}

export type RestPost = Pick<Entry, 'id' | 'text' | 'origin' | 'author' | 'network'> & {
  /** Language that the caller knows the post to be in. */
  readonly language?: Language | undefined;
};

/** @throws {Problem} 422 when there is nothing to judge. */
export async function classifyPost(
  parts: ClassifyParts,
  { language, ...sent }: RestPost,
  options: ClassifyOptions,
): Promise<z.output<typeof PredOut>> {
  const receivedAt = parts.feedback.now();
  const post = { ...sent, text: ownWords(sent.text) };
  const verdict = await verdictOn(parts, { text: post.text, language }, options);
  const kept = await parts.feedback.record({ ...post, verdict, door: 'api', receivedAt });
  return { id: kept.id, ...toPredOut(kept) };
}

/** @throws {Problem} 422 when there is nothing to judge. */
export async function verdictOn(
  { classifyWithRules }: Pick<ClassifyParts, 'classifyWithRules'>,
  { text, language }: Pick<RestPost, 'text' | 'language'>,
  options: ClassifyOptions,
): Promise<Verdict> {
  const judged = await classifyWithRules(text, options);
  if (!judged)
    throw new Problem(
      422,
      'Nothing to judge',
      'text: holds no words of its author; send more than links, handles, numbers and signs.',
      { errors: [{ field: 'text', message: 'holds no words of its author' }] },
    );
  return { ...judged, language: language ?? judged.language };
}

/** A verdict under the names of the REST contract. */
export function toPredOut({
  label,
  scores,
  probability,
  certain,
  language: lang,
  truncated,
  model,
  brand,
  topics,
  act,
  needsAnswer: needs_answer,
}: Verdict) {
  return {
    ...{ label, scores, probability, certain, lang, truncated, model },
    ...(brand && { brand }),
    ...(topics && { topics }),
    ...(act && { act }),
    ...(needs_answer !== undefined && { needs_answer }),
  };
}
