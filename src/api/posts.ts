// POST /posts: a post found elsewhere, with who wrote it and where; its verdict out.
import { z } from 'zod';
import type { InFlight } from './in-flight.ts';
import { type JudgeParts, judge } from './judge.ts';
import { defineRoute } from './route.ts';
import { Network, PostText, PREDICTION_LINKS, PredOut } from './schemas.ts';
import { createServerTiming } from './server-timing.ts';

export const PostIn = z
  .strictObject({
    text: PostText,
    author: z
      .string()
      .min(1, 'is empty')
      .max(200, 'is longer than 200 characters')
      .optional()
      .meta({ description: 'Who wrote it; only a keyed hash is kept.' }),
    network: Network.optional().meta({ description: 'Where it was found, e.g. mastodon.' }),
    url: z
      .url({ protocol: /^https?$/, error: 'is no http or https address' })
      .max(2000, 'is longer than 2,000 characters')
      .optional()
      .meta({ description: 'Address of the post.' }),
    language: z.enum(['fr', 'en']).optional().meta({ description: 'Its language, when it is known.' }),
  })
  .meta({ id: 'PostIn' });

export const posts = (parts: JudgeParts & { readonly inFlight: InFlight }) =>
  defineRoute({
    method: 'post',
    path: '/posts',
    operation: 'sendPost',
    summary: 'Judges a post that was found elsewhere.',
    access: 'post',
    body: PostIn,
    idempotent: true,
    answers: {
      201: {
        description: 'The verdict; `Location` is the prediction.',
        schema: PredOut,
        links: PREDICTION_LINKS,
      },
    },
    problems: { 429: 'More posts are waiting than can be judged soon.' },
    async handle({ body: { url, ...post }, signal }) {
      const timing = createServerTiming();
      const origin = url && `${post.network ?? 'web'}:${url}`;
      const options = { signal, onTiming: timing.add };
      const json = await parts.inFlight.admit(1, () => judge(parts, { ...post, origin }, options));
      return { status: 201, json, headers: { ...timing.header(), Location: `/predictions/${json.id}` } };
    },
  });
