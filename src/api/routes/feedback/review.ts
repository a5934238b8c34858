// PUT and DELETE /reviews/{predictionId}: a reviewer says what is right, or takes that back.
import { z } from 'zod';
import { UnknownPredictionError } from '../../../feedback/errors.ts';
import type { Prediction } from '../../../feedback/prediction.ts';
import { reviewerOf } from '../../auth/caller.ts';
import { mustSee } from '../../auth/post-access.ts';
import { defineRoute } from '../../contract/route.ts';
import { LabelSchema, PredictionId, TopicsSaid, unknownPrediction } from '../../contract/schemas.ts';
import { mustKnowTopics } from '../../contract/topics.ts';
import type { ReviewRouteParts } from './next-export.ts';

const WhichIn = z.strictObject({ predictionId: PredictionId });

export const ReviewIn = z
  .strictObject({
    label: LabelSchema.meta({ description: 'The right label; that of the verdict confirms it.' }),
    topics: TopicsSaid.optional(),
  })
  .meta({ id: 'ReviewIn' });

const ReviewOut = z
  .object({
    prediction_id: z.uuid(),
    label: LabelSchema.nullable().meta({ description: 'What stands now; null when nothing does.' }),
  })
  .meta({ id: 'ReviewOut' });

const PROBLEMS = { 404: 'No prediction has this id, or its text is gone.' };

export const review = ({ reviews, feedback, access, classifier }: ReviewRouteParts) =>
  defineRoute({
    method: 'put',
    path: '/reviews/{predictionId}',
    operation: 'review',
    summary:
      'Says which label of a post is right. It wins over every vote in the export; the last review stands.',
    access: 'review',
    params: WhichIn,
    body: ReviewIn,
    idempotent: true,
    answers: { 200: { description: 'What stands now.', schema: ReviewOut } },
    problems: PROBLEMS,
    async handle({ params: { predictionId }, body: { label, topics }, caller, idOf }) {
      if (topics) mustKnowTopics(classifier, topics, 'topics');
      await mustSee(access, caller, await found(feedback, predictionId));
      const { reviewer } = await reviews
        .review({ predictionId, label, topics, id: idOf(0), ...reviewerOf(caller) })
        .catch((error) => refuse(error, predictionId));
      return { status: 200, about: [reviewer], json: { prediction_id: predictionId, label } };
    },
  });

export const takeReviewBack = ({ reviews, feedback, access }: ReviewRouteParts) =>
  defineRoute({
    method: 'delete',
    path: '/reviews/{predictionId}',
    operation: 'takeReviewBack',
    summary: 'Takes a review back: the post waits again, and leaves with its votes or not at all.',
    access: 'review',
    params: WhichIn,
    idempotent: true,
    answers: { 200: { description: 'Nothing stands now.', schema: ReviewOut } },
    problems: PROBLEMS,
    async handle({ params: { predictionId }, caller, idOf }) {
      await mustSee(access, caller, await found(feedback, predictionId));
      await reviews.takeBack(predictionId, idOf(0)).catch((error) => refuse(error, predictionId));
      return { status: 200, json: { prediction_id: predictionId, label: null } };
    },
  });

async function found(feedback: ReviewRouteParts['feedback'], predictionId: string): Promise<Prediction> {
  const prediction = await feedback.find(predictionId);
  if (!prediction) throw unknownPrediction(predictionId);
  return prediction;
}

function refuse(error: unknown, predictionId: string): never {
  throw error instanceof UnknownPredictionError ? unknownPrediction(predictionId) : error;
}
