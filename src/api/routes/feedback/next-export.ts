// GET /export/next: what `GET /export` would give now, and the reviews in it.

import { z } from 'zod';
import type { PostAccess } from '../../../channel/post-access.ts';
import { wallClock } from '../../../clock.ts';
import type { FeedbackService } from '../../../feedback/feedback-service.ts';
import { DOORS } from '../../../feedback/prediction.ts';
import type { ExportCount, Reviewed, Reviews } from '../../../feedback/review.ts';
import type { TopicSource } from '../../../topics/topics-file.ts';
import { Cursor, formatCursor, Most, parseCursor } from '../../contract/cursor.ts';
import { periodOf } from '../../contract/period.ts';
import { defineRoute } from '../../contract/route.ts';
import { LabelSchema, Lang } from '../../contract/schemas.ts';

export interface ReviewRouteParts {
  readonly reviews: Reviews;
  readonly feedback: Pick<FeedbackService, 'find'>;
  readonly access: PostAccess;
  readonly classifier: TopicSource;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
}

export const NextExport = z
  .object({
    examples: z.int().min(0).meta({ description: 'Posts that people voted on or reviewed.' }),
    reviewed: z.int().min(0).meta({ description: 'Those of them that leave with the label of a reviewer.' }),
  })
  .meta({ id: 'NextExport', description: 'What GET /export holds for the last 30 days, its default.' });

const LISTED = ['reviewed'] as const;

const ListIn = z.strictObject({
  after: Cursor(LISTED).optional().meta({ description: '`next` of the page before.' }),
  limit: Most,
});

const ReviewedOut = z
  .object({
    prediction_id: z.uuid(),
    text: z.string(),
    label: LabelSchema.meta({ description: 'What the reviewer says.' }),
    predicted: LabelSchema,
    probability: z.number().min(0).max(1),
    lang: Lang,
    door: z.enum(DOORS),
    reviewed_at: z.iso.datetime(),
  })
  .meta({ id: 'ReviewedPost' });

export const NextExportOut = NextExport.extend({
  posts: z.array(ReviewedOut).meta({ description: 'The reviewed ones, the newest review first.' }),
  next: z.string().nullable().meta({ description: 'For `after`; null when this page is the last.' }),
}).meta({ id: 'NextExportOut' });

export const nextExportRoute = ({ reviews, clock = wallClock }: ReviewRouteParts) =>
  defineRoute({
    method: 'get',
    path: '/export/next',
    operation: 'getNextExport',
    summary: 'What the next export holds, with the posts that were reviewed.',
    access: 'review',
    query: ListIn,
    answers: { 200: { description: 'The counts, and a page of reviewed posts.', schema: NextExportOut } },
    async handle({ query: { after, limit }, caller }) {
      const now = clock();
      const posts = await reviews.reviewed(
        periodOf({}, now),
        after && parseCursor(after),
        limit,
        caller?.person,
      );
      const last = posts.length === limit ? posts.at(-1)?.review : undefined;
      return {
        status: 200,
        json: {
          ...(await exportCount(reviews, now)),
          posts: posts.map(reviewedPost),
          next: last ? formatCursor({ kind: LISTED[0], at: last.reviewedAt, id: last.id }) : null,
        },
      };
    },
  });

/** @param now milliseconds since 1970-01-01T00:00Z. */
export function exportCount(reviews: Reviews, now: number): Promise<ExportCount> {
  return reviews.countExport(periodOf({}, now));
}

function reviewedPost({ prediction, review }: Reviewed): z.output<typeof ReviewedOut> {
  return {
    prediction_id: prediction.id,
    text: prediction.text,
    label: review.label,
    predicted: prediction.label,
    probability: prediction.probability,
    lang: prediction.language,
    door: prediction.door,
    reviewed_at: new Date(review.reviewedAt).toISOString(),
  };
}
