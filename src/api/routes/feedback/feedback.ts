// POST /feedback: whether a prediction was right, and what it should have been.
import { z } from 'zod';
import type { PostAccess } from '../../../channel/post-access.ts';
import { CorrectionIsVerdictError, UnknownPredictionError } from '../../../feedback/errors.ts';
import type { FeedbackService } from '../../../feedback/feedback-service.ts';
import { Problem } from '../../../http/problem.ts';
import { TopicName } from '../../../topics/topic.ts';
import type { TopicSource } from '../../../topics/topics-file.ts';
import { ANONYMOUS } from '../../auth/caller.ts';
import { mustVote } from '../../auth/post-access.ts';
import { defineRoute } from '../../contract/route.ts';
import {
  LabelSchema,
  PredictionId,
  TallySchema,
  TopicsSaid,
  unknownPrediction,
} from '../../contract/schemas.ts';
import { mustKnowTopics } from '../../contract/topics.ts';

export const FeedbackIn = z
  .strictObject({
    prediction_id: PredictionId,
    correct: z.boolean(),
    label: LabelSchema.optional().meta({
      description: 'The right label, another than the verdict’s; with correct: false only.',
    }),
    topics: TopicsSaid.optional(),
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
    label: LabelSchema.nullable(),
    topics: z
      .array(TopicName)
      .readonly()
      .nullable()
      .meta({ description: 'What this person says the post is about; null where they did not say.' }),
    tally: TallySchema,
  })
  .meta({ id: 'FeedbackOut' });

export interface FeedbackParts {
  readonly feedback: FeedbackService;
  readonly access: PostAccess;
  readonly classifier: TopicSource;
}

export const feedback = ({ feedback, access, classifier }: FeedbackParts) =>
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
    async handle({ body: { prediction_id, correct, label, topics, user }, caller, idOf }) {
      if (topics) mustKnowTopics(classifier, topics, 'topics');
      // Somebody who signed in votes as who they are. Votes without a user count as those of one person.
      const person = caller?.person ?? user ?? ANONYMOUS;
      const prediction = await feedback.find(prediction_id);
      if (!prediction) throw unknownPrediction(prediction_id);
      await mustVote(access, caller, prediction);
      const { vote, tally } = await feedback
        .vote({ predictionId: prediction_id, person, correct, correction: label, topics, once: idOf(0) })
        .catch((error) => refuse(error, prediction_id));
      return {
        status: 201,
        about: [vote?.voter ?? null],
        json: {
          prediction_id,
          correct: vote?.correct ?? correct,
          label: vote?.correction ?? null,
          topics: vote?.topics ?? null,
          tally,
        },
      };
    },
  });

function refuse(error: unknown, predictionId: string): never {
  if (error instanceof UnknownPredictionError) throw unknownPrediction(predictionId);
  if (error instanceof CorrectionIsVerdictError)
    throw new Problem(422, 'Invalid field', `label: ${error.message}`, {
      errors: [{ field: 'label', message: 'is that of the verdict' }],
    });
  throw error;
}
