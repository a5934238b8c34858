// POST /predict: one post in, its verdict out.
import type { Request, Response } from 'restify';
import { z } from 'zod';
import type { Ledger } from '../feedback/ledger.ts';
import { Problem } from '../http/problem.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import { validate } from './validate.ts';

export const TweetIn = z.strictObject({
  text: z.string().min(1, 'is empty').max(5000, 'is longer than 5,000 characters'),
});

export const PredOut = z.object({
  id: z.uuid(),
  label: z.enum(['negative', 'positive']),
  probability: z.number().min(0).max(1),
  certain: z.boolean(),
  lang: z.enum(['fr', 'en', 'und']),
  truncated: z.boolean(),
  model: z.string(),
});

export function predict({ classifier, ledger }: { classifier: Classifier; ledger: Ledger }) {
  return async (req: Request, res: Response) => {
    const { text } = validate(TweetIn, req.body);
    const verdict = await classifier.classify(text);
    if (!verdict)
      throw new Problem(
        422,
        'Nothing to judge',
        'text: holds nothing but links and handles; send a post with words.',
        {
          errors: [{ field: 'text', message: 'holds nothing but links and handles' }],
        },
      );
    const { id } = await ledger.record({ verdict, text, door: 'api' });
    const { label, probability, certain, language: lang, truncated, model } = verdict;
    res.send(200, { id, label, probability, certain, lang, truncated, model } satisfies z.output<
      typeof PredOut
    >);
  };
}
