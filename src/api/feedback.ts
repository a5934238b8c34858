// POST /feedback: whether a prediction was right, and what it should have been.
import { z } from 'zod';
import { UnknownPredictionError } from '../feedback/errors.ts';
import type { Ledger } from '../feedback/ledger.ts';
import { Problem } from '../http/problem.ts';
import { defineRoute } from './route.ts';
import { Tally } from './schemas.ts';

const Correction = z.enum(['negative', 'neutral', 'positive']);

export const FeedbackIn = z
  .strictObject({
    prediction_id: z.uuid('is not the id of a prediction'),
    correct: z.boolean(),
    label: Correction.optional().meta({ description: 'The right label; with correct: false only.' }),
    user: z
      .string()
      .min(1, 'is empty')
      .max(200, 'is longer than 200 characters')
      .optional()
      .meta({ description: 'Who votes; only a keyed hash is kept.' }),
  })
  .refine((feedback) => !(feedback.correct && feedback.label), {
    path: ['label'],
    message: 'goes with correct: false only',
  })
  .meta({ id: 'FeedbackIn', not: { properties: { correct: { const: true } }, required: ['label'] } });

export const FeedbackOut = z
  .object({
    prediction_id: z.uuid(),
    correct: z.boolean(),
    label: Correction.nullable(),
    tally: Tally,
  })
  .meta({ id: 'FeedbackOut' });

/** Votes without a `user` count as those of one person: the last one stands. */
const ANONYMOUS = 'anonymous';

export const feedback = ({ ledger }: { readonly ledger: Ledger }) =>
  defineRoute({
    method: 'post',
    path: '/feedback',
    operation: 'sendFeedback',
    summary: 'Says whether a prediction was right.',
    access: 'feedback',
    body: FeedbackIn,
    idempotent: true,
    answers: { 201: { description: 'The vote as it stands.', schema: FeedbackOut } },
    problems: { 404: 'No prediction has this id.' },
    async handle({ body: { prediction_id, correct, label, user } }) {
      const { vote, tally } = await ledger
        .vote({ predictionId: prediction_id, person: user ?? ANONYMOUS, correct, correction: label })
        .catch((error) => {
          throw error instanceof UnknownPredictionError ? unknown(prediction_id) : error;
        });
      return {
        status: 201,
        json: { prediction_id, correct: vote.correct, label: vote.correction, tally },
      };
    },
  });

function unknown(id: string): Problem {
  return new Problem(404, 'Unknown prediction', `prediction_id: no prediction has the id ${id}.`, {
    errors: [{ field: 'prediction_id', message: 'is not known' }],
  });
}
