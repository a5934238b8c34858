// POST /predict: one post in, its verdict out.
import { z } from 'zod';
import type { InFlight } from '../../contract/in-flight.ts';
import { defineRoute } from '../../contract/route.ts';
import { PostText, PREDICTION_LINKS, PredOut } from '../../contract/schemas.ts';
import { createServerTiming } from '../../contract/server-timing.ts';
import { type ClassifyParts, classifyPost } from './classify-post.ts';

export const TweetIn = z.strictObject({ text: PostText }).meta({ id: 'TweetIn' });

export const predictRoute = (parts: ClassifyParts & { readonly inFlight: InFlight }) =>
  defineRoute({
    method: 'post',
    path: '/predict',
    operation: 'predict',
    summary: 'Judges a post.',
    access: 'predict',
    body: TweetIn,
    full: () => parts.inFlight.full,
    idempotent: true,
    answers: { 200: { description: 'The verdict.', schema: PredOut, links: PREDICTION_LINKS } },
    problems: { 429: 'More posts are waiting than can be judged soon.' },
    async handle({ body, signal, idOf }) {
      const timing = createServerTiming();
      const options = { signal, onTiming: timing.add };
      const json = await parts.inFlight.admit(1, () =>
        classifyPost(parts, { id: idOf(0), ...body }, options),
      );
      return { status: 200, json, headers: timing.header() };
    },
  });
