// POST /explain: how much each word of a post weighs in its verdict. Nothing is kept.
import { z } from 'zod';
import type { Classifier } from '../../../sentiment/verdict.ts';
import { WORDS_AT_ONCE, explain as weigh } from '../../../sentiment/why/explain.ts';
import type { InFlight } from '../../contract/in-flight.ts';
import { defineRoute } from '../../contract/route.ts';
import { TweetIn } from './predict.ts';

const WeighedWord = z
  .object({
    start: z.int().min(0).meta({ description: 'Where the word begins, in UTF-16 code units.' }),
    end: z.int().min(1).meta({ description: 'Where it ends: the first code unit after it.' }),
    weight: z.number().meta({
      description: 'By how much it moves the log-odds of positive; below zero it speaks for negative.',
    }),
  })
  .meta({ id: 'WeighedWord' });

export const ExplainOut = z
  .object({
    words: z.array(WeighedWord).readonly().meta({ description: 'The first hundred, in their order.' }),
  })
  .meta({ id: 'ExplainOut' });

export const explainRoute = (parts: { readonly classifier: Classifier; readonly inFlight: InFlight }) =>
  defineRoute({
    method: 'post',
    path: '/explain',
    operation: 'explain',
    summary: 'Weighs the words of a post: each is left out once. Nothing is kept.',
    access: 'predict',
    body: TweetIn,
    answers: { 200: { description: 'The words that were weighed.', schema: ExplainOut } },
    problems: { 429: 'More posts are waiting than can be judged soon.' },
    async handle({ body: { text }, signal }) {
      const words = await parts.inFlight.admit(WORDS_AT_ONCE, () =>
        weigh(parts.classifier, text, { signal }),
      );
      return { status: 200, json: { words } };
    },
  });
