// POST /feedback: whether a prediction was right, and what it should have been.
import type { Request, Response } from 'restify';
import { z } from 'zod';
import { UnknownPredictionError } from '../feedback/errors.ts';
import type { Ledger } from '../feedback/ledger.ts';
import { Problem } from '../http/problem.ts';
import { validate } from './validate.ts';

export const FeedbackIn = z
  .strictObject({
    prediction_id: z.uuid('is not the id of a prediction'),
    correct: z.boolean(),
    label: z.enum(['negative', 'neutral', 'positive']).optional(),
    user: z.string().min(1, 'is empty').max(200, 'is longer than 200 characters').optional(),
  })
  .refine((feedback) => !(feedback.correct && feedback.label), {
    path: ['label'],
    message: 'goes with correct: false only',
  });

/** Votes without a `user` count as those of one person: the last one stands. */
const ANONYMOUS = 'anonymous';

export function feedback({ ledger }: { ledger: Ledger }) {
  return async (req: Request, res: Response) => {
    const { prediction_id, correct, label, user } = validate(FeedbackIn, req.body);
    const { vote, tally } = await ledger
      .vote({
        predictionId: prediction_id,
        person: user ?? ANONYMOUS,
        correct,
        ...(label && { correction: label }),
      })
      .catch((error) => {
        if (!(error instanceof UnknownPredictionError)) throw error;
        throw new Problem(
          404,
          'Unknown prediction',
          `prediction_id: no prediction has the id ${prediction_id}.`,
          {
            errors: [{ field: 'prediction_id', message: 'is not known' }],
          },
        );
      });
    res.send(201, { prediction_id, correct: vote.correct, label: vote.correction, tally });
  };
}
