// POST /explain: how much each word of a post weighs in its verdict. Nothing is kept.
import type { Request, Response } from 'restify';
import { z } from 'zod';
import { explain as weigh } from '../sentiment/explain.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import { TweetIn } from './predict.ts';
import { validate } from './validate.ts';

export const ExplainOut = z.object({
  words: z.array(z.object({ start: z.int(), end: z.int(), weight: z.number() })),
});

export function explain({ classifier }: { classifier: Classifier }) {
  return async (req: Request, res: Response) => {
    const { text } = validate(TweetIn, req.body);
    res.send(200, { words: [...(await weigh(classifier, text))] } satisfies z.output<typeof ExplainOut>);
  };
}
