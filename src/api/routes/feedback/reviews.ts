// GET /reviews: the posts that wait for a reviewer, and what the next export holds.

import { z } from 'zod';
import { wallClock } from '../../../clock.ts';
import { DOORS } from '../../../feedback/prediction.ts';
import { type AwaitingReview, KINDS } from '../../../feedback/review.ts';
import { Cursor, formatCursor, Most, parseCursor } from '../../contract/cursor.ts';
import { defineRoute } from '../../contract/route.ts';
import { Lang, PredOut, TallySchema } from '../../contract/schemas.ts';
import { toPredOut } from '../posts/classify-post.ts';
import { exportCount, NextExport, type ReviewRouteParts } from './next-export.ts';

/** Counting further would take longer than it tells. */
const MOST_COUNTED = 10_000;

const QueueIn = z.strictObject({
  kind: z.enum(KINDS).optional().meta({ description: 'Those with votes against, or the uncertain ones.' }),
  door: z.enum(DOORS).optional(),
  language: Lang.optional(),
  after: Cursor(KINDS).optional().meta({ description: '`next` of the page before.' }),
  limit: Most,
});

const People = z.int().min(0);

const WaitingOut = PredOut.omit({ id: true })
  .extend({
    prediction_id: z.uuid(),
    kind: z.enum(KINDS),
    text: z.string(),
    created_at: z.iso.datetime(),
    door: z.enum(DOORS),
    tally: TallySchema,
    corrections: z
      .object({ negative: People, neutral: People, positive: People })
      .meta({ description: 'How many of those against gave which label.' }),
    reasons: z
      .array(z.string())
      .meta({ description: 'Why people voted so, in their own words, newest first; five at most.' }),
  })
  .meta({ id: 'WaitingPost' });

export const QueueOut = z
  .object({
    waiting: z
      .object({ disputed: People, uncertain: People })
      .meta({ description: 'How many wait in all, each counted up to 10,000.' }),
    next_export: NextExport,
    posts: z.array(WaitingOut),
    next: z.string().nullable().meta({ description: 'For `after`; null when this page is the last.' }),
  })
  .meta({ id: 'QueueOut' });

export const queue = ({ reviews, clock = wallClock }: ReviewRouteParts) =>
  defineRoute({
    method: 'get',
    path: '/reviews',
    operation: 'getReviewQueue',
    summary:
      'Posts that wait for a reviewer: those with votes against first, then the uncertain, newest first.',
    access: 'review',
    query: QueueIn,
    answers: { 200: { description: 'A page of the queue.', schema: QueueOut } },
    async handle({ query: { after, limit, ...filter }, caller }) {
      const seenBy = caller?.person;
      const posts = await reviews.queue({ ...filter, seenBy }, after && parseCursor(after), limit);
      const last = posts.length === limit ? posts.at(-1) : undefined;
      return {
        status: 200,
        json: {
          waiting: await reviews.countWaiting(MOST_COUNTED, seenBy),
          next_export: await exportCount(reviews, clock()),
          posts: posts.map(waitingPost),
          next: last
            ? formatCursor({ kind: last.kind, at: last.prediction.createdAt, id: last.prediction.id })
            : null,
        },
      };
    },
  });

function waitingPost({
  kind,
  prediction,
  tally,
  corrections,
  reasons,
}: AwaitingReview): z.output<typeof WaitingOut> {
  const { id, text, door } = prediction;
  return {
    prediction_id: id,
    kind,
    text,
    created_at: new Date(prediction.createdAt).toISOString(),
    door,
    ...toPredOut(prediction),
    tally,
    corrections,
    reasons: [...reasons],
  };
}
