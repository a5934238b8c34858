// POST /predict/batch: up to 128 posts in, each judged or refused on its own, in order.

import { z } from 'zod';
import { nextTurn } from '../../../clock.ts';
import { toProblem } from '../../../http/problem.ts';
import type { ClassifyOptions } from '../../../sentiment/verdict.ts';
import type { InFlight } from '../../contract/in-flight.ts';
import { refusalAsProblem } from '../../contract/refusal.ts';
import { type Call, defineRoute } from '../../contract/route.ts';
import { PredOut, ProblemOut } from '../../contract/schemas.ts';
import { createServerTiming } from '../../contract/server-timing.ts';
import { validate } from '../../contract/validate.ts';
import { type ClassifyParts, classifyPost } from './classify-post.ts';
import { TweetIn } from './predict.ts';

const MAX_POSTS = 128;
const MAX_BYTES = 1024 * 1024;
/** Posts, and characters of them, that are tokenised before others get their turn: some milliseconds. */
const POSTS_A_TURN = 8;
const CHARACTERS_A_TURN = 4000;

/** Posts are checked one by one, so that a bad one is refused alone; what each should be is told all the same. */
const AnyPost = z.unknown().meta({ anyOf: [{ $ref: '#/components/schemas/TweetIn' }, {}] });

export const BatchIn = z
  .strictObject({
    posts: z
      .array(AnyPost)
      .min(1, 'is empty')
      .max(MAX_POSTS, `holds more than ${MAX_POSTS} posts`)
      .meta({ description: 'Each a TweetIn; one that is not is refused alone.' }),
  })
  .meta({ id: 'BatchIn' });

export const BatchOut = z
  .object({
    results: z.array(
      z.union([z.object({ prediction: PredOut }), z.object({ problem: ProblemOut })]).meta({
        description: 'The verdict on the post at the same place, or why there is none.',
      }),
    ),
  })
  .meta({ id: 'BatchOut' });

type Result = z.output<typeof BatchOut>['results'][number];

export const predictBatchRoute = (parts: ClassifyParts & { readonly inFlight: InFlight }) => {
  async function judgeOne(post: unknown, id: string | undefined, options: ClassifyOptions): Promise<Result> {
    try {
      return { prediction: await classifyPost(parts, { id, ...validate(TweetIn, post) }, options) };
    } catch (error) {
      const problem = toProblem(refusalAsProblem(error));
      // What nobody foresaw is told as a whole, so that it is reported; so is a client that has gone.
      if (problem.status >= 500 || options.signal?.aborted) throw error;
      return { problem: problem.body() };
    }
  }

  async function judgeAll(
    posts: readonly unknown[],
    idOf: Call['idOf'],
    options: ClassifyOptions,
  ): Promise<Result[]> {
    const results: Promise<Result>[] = [];
    let turn = { posts: 0, characters: 0 };
    for (const [index, post] of posts.entries()) {
      if (turn.posts === POSTS_A_TURN || turn.characters >= CHARACTERS_A_TURN) {
        await nextTurn();
        turn = { posts: 0, characters: 0 };
      }
      turn = { posts: turn.posts + 1, characters: turn.characters + lengthOf(post) };
      const result = judgeOne(post, idOf(index), options);
      result.catch(() => {}); // looked at below, when all have been begun
      results.push(result);
    }
    return Promise.all(results);
  }

  return defineRoute({
    method: 'post',
    path: '/predict/batch',
    operation: 'predictBatch',
    summary: 'Judges up to 128 posts, each on its own, and answers in their order.',
    access: 'predict',
    body: BatchIn,
    maxBytes: MAX_BYTES,
    full: () => parts.inFlight.full,
    idempotent: true,
    answers: { 200: { description: 'A verdict or a problem for each post.', schema: BatchOut } },
    problems: { 429: 'More posts are waiting than can be judged soon; none of these was begun.' },
    async handle({ body: { posts }, signal, idOf }) {
      const timing = createServerTiming();
      const options = { signal, onTiming: timing.add };
      const results = await parts.inFlight.admit(posts.length, () => judgeAll(posts, idOf, options));
      return { status: 200, json: { results }, headers: timing.header() };
    },
  });
};

/** Of the text of what may be a post. */
function lengthOf(post: unknown): number {
  const { text } = Object(post) as { readonly text?: unknown };
  return typeof text === 'string' ? text.length : 0;
}
