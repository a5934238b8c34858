// POST /explain: how much each word of a post weighs in its verdict. Nothing is kept. Explanations have a queue of their own:
// they give way to verdicts, and take none of the places of posts in flight.
import { z } from 'zod';
import { ownWords } from '../../../sentiment/text/own-words.ts';
import type { Classifier } from '../../../sentiment/verdict.ts';
import { createExplainer } from '../../../sentiment/why/explainer.ts';
import { judgedUntil } from '../../../sentiment/why/judged-part.ts';
import { defineRoute } from '../../contract/route.ts';
import { TweetIn } from './predict.ts';

const WeighedWord = z
  .object({
    start: z.int().min(0).meta({ description: 'Where the word begins, in UTF-16 code units.' }),
    end: z.int().min(1).meta({ description: 'Where it ends: the first code unit after it.' }),
    weight: z.number().meta({
      description:
        'By how much it moves the log-odds of the label that is given; below zero it speaks against it.',
    }),
  })
  .meta({ id: 'WeighedWord' });

export const ExplainOut = z
  .object({
    text: z.string().meta({ description: 'The post as it was read: places are places in this.' }),
    words: z
      .array(WeighedWord)
      .readonly()
      .meta({ description: 'Those that may decide, in their order; of a long post, its heaviest passages.' }),
    judged_until: z.int().min(0).meta({
      description:
        'Where the part ends that the model read, in UTF-16 code units; the length of the text when it read all.',
    }),
  })
  .meta({ id: 'ExplainOut' });

export const explainRoute = (parts: { readonly classifier: Classifier }) => {
  const explain = createExplainer(parts.classifier);
  return defineRoute({
    method: 'post',
    path: '/explain',
    operation: 'explain',
    summary: 'Weighs the words of a post: each is left out once. Nothing is kept.',
    access: 'predict',
    body: TweetIn,
    answers: { 200: { description: 'The words that were weighed.', schema: ExplainOut } },
    problems: { 429: 'More explanations are waiting than can be given soon.' },
    async handle({ body, signal }) {
      const text = ownWords(body.text);
      const words = await explain(text, { signal });
      const judged_until = await judgedUntil(parts.classifier, text, { signal });
      return { status: 200, json: { text, words, judged_until } };
    },
  });
};
