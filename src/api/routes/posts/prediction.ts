// GET /predictions/{id}: what was judged, and what people say of it. The post itself stays here.
import { z } from 'zod';
import type { PostAccess } from '../../../channel/post-access.ts';
import type { FeedbackService } from '../../../feedback/feedback-service.ts';
import { DOORS } from '../../../feedback/prediction.ts';
import { Problem } from '../../../http/problem.ts';
import { mustSee } from '../../auth/post-access.ts';
import { defineRoute } from '../../contract/route.ts';
import { PredictionId, PredOut, TallySchema } from '../../contract/schemas.ts';
import { toPredOut } from './classify-post.ts';

const WhichIn = z.strictObject({ id: PredictionId });

export const PredictionOut = PredOut.extend({
  created_at: z.iso.datetime(),
  door: z.enum(DOORS),
  tally: TallySchema,
}).meta({ id: 'PredictionOut' });

export interface PredictionParts {
  readonly feedback: FeedbackService;
  readonly access: PostAccess;
}

export const prediction = ({ feedback, access }: PredictionParts) =>
  defineRoute({
    method: 'get',
    path: '/predictions/{id}',
    operation: 'getPrediction',
    summary: 'A prediction and its votes.',
    access: 'predict',
    params: WhichIn,
    answers: { 200: { description: 'The prediction.', schema: PredictionOut } },
    problems: { 404: 'No prediction has this id.' },
    async handle({ params: { id }, caller }) {
      const found = await feedback.find(id);
      if (!found) throw new Problem(404, 'Unknown prediction', `No prediction has the id ${id}.`);
      await mustSee(access, caller, found);
      const created_at = new Date(found.createdAt).toISOString();
      const tally = await feedback.tally(id);
      return {
        status: 200,
        json: { id, ...toPredOut(found), created_at, door: found.door, tally },
      };
    },
  });
