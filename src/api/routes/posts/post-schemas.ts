// What is asked about posts that were judged, and what is answered.
import { z } from 'zod';
import { type Handling, STATUSES } from '../../../feedback/handling.ts';
import { FEEDBACK_KINDS, type FoundPost, sourceOf } from '../../../feedback/posts.ts';
import { TopicName } from '../../../topics/topic.ts';
import { Cursor, Most } from '../../contract/cursor.ts';
import { Moment } from '../../contract/period.ts';
import { IncidentId, LabelSchema, Lang, Network } from '../../contract/schemas.ts';
import { toPredOut } from './classify-post.ts';
import { PredictionOut } from './prediction.ts';

export const StatusSchema = z.enum(STATUSES);

/** How far the answer of the company to a post is. */
export const STATUS = {
  status: StatusSchema.nullable().meta({
    description:
      '`open`: it waits for an answer; `taken`: somebody has it; then how it ended. null for a post that needs none.',
  }),
  status_since: z.iso.datetime().nullable().meta({ description: 'Since when; null without a status.' }),
  yours: z.boolean().meta({ description: 'Whether the caller has taken or ended it.' }),
  etag: z.string().meta({ description: 'Of the status, for If-Match.' }),
};

export const PostsIn = z.strictObject({
  q: z.string().max(200, 'is longer than 200 characters').optional().meta({
    description:
      'Words that all stand in the text; "in quotes", in this order. Case and accents do not count.',
  }),
  label: LabelSchema.optional(),
  certain: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((text) => text === 'true')
    .optional(),
  lang: Lang.optional(),
  topic: TopicName.optional().meta({ description: 'Name of a topic (GET /topics) that the post is about.' }),
  channel: z
    .string()
    .min(1, 'is empty')
    .max(500, 'is longer than 500 characters')
    .optional()
    .meta({ description: 'Handle of a channel, or its conversation id without a thread.' }),
  source: Network.optional().meta({ description: 'teams, api, or a network, e.g. mastodon.' }),
  feedback: z.enum(FEEDBACK_KINDS).optional().meta({
    description:
      'What people said of the verdict: any vote, a 👎, a right label other than its own, nothing.',
  }),
  status: StatusSchema.optional().meta({ description: 'How far the answer of the company is.' }),
  incident: IncidentId.optional().meta({
    description: 'Id of an incident (GET /incidents): what it is about.',
  }),
  since: Moment.optional().meta({ description: 'Judged then or later.' }),
  until: Moment.optional().meta({ description: 'Judged before.' }),
  after: Cursor(['post']).optional().meta({ description: '`next` of the page before.' }),
  limit: Most,
});

const People = z.int().min(0);

export const PostItem = PredictionOut.extend({
  text: z.string().nullable().meta({ description: 'null once the text is erased, or when none is kept.' }),
  source: z.string().meta({ description: 'teams, the network it was found on, or api.' }),
  channel: z
    .object({
      id: z.string(),
      handle: z.string().meta({ description: 'Stands for the channel in queries.' }),
      name: z.string().nullable().meta({ description: 'As people read it; null while it is not known.' }),
    })
    .nullable()
    .meta({ description: 'The conversation in which the post stands, or is shown.' }),
  link: z.url().nullable().meta({ description: 'Where the post can be read, in Teams or elsewhere.' }),
  corrections: z
    .object({ negative: People, neutral: People, positive: People })
    .meta({ description: 'How many of those against gave which label.' }),
  review: LabelSchema.nullable().meta({ description: 'What a reviewer said is right.' }),
  ...STATUS,
}).meta({ id: 'PostItem' });

export const PostsOut = z
  .object({
    posts: z.array(PostItem).meta({
      description: 'Newest first; may be fewer than `limit`, even none, while `next` leads on.',
    }),
    next: z.string().nullable().meta({ description: 'For `after`; null when there is nothing more.' }),
    looked_back_to: z.iso.datetime().nullable().meta({
      description: 'How far the search has come; null when it has come to the end.',
    }),
  })
  .meta({ id: 'PostsOut' });

/** Where a post can be read, and what its conversation is called. */
export interface Whereabouts {
  readonly link: string | undefined;
  readonly name: string | undefined;
  readonly handle: string | undefined;
}

export function toPostItem(
  { prediction, tally, corrections, review, handling }: FoundPost,
  { link, name, handle }: Whereabouts,
  yours: boolean,
): z.output<typeof PostItem> {
  const { id, channel, text, door } = prediction;
  return {
    id,
    ...toPredOut(prediction),
    created_at: new Date(prediction.createdAt).toISOString(),
    door,
    source: sourceOf(prediction),
    text,
    channel: channel === null || handle === undefined ? null : { id: channel, handle, name: name ?? null },
    link: link ?? null,
    tally,
    corrections,
    review,
    ...statusFields(handling, yours),
  };
}

/** @param yours whether the caller holds the post. */
export function statusFields(handling: Handling | null | undefined, yours: boolean) {
  return {
    status: handling?.status ?? null,
    status_since: handling ? new Date(handling.since).toISOString() : null,
    yours,
    etag: etagOf(handling),
  };
}

/** 0 is the revision of what nobody has touched. */
export function etagOf(handling: Handling | null | undefined): string {
  return `"${handling?.revision ?? 0}"`;
}
