// The message that a message action is about. Teams sends it in a shape of its own; it is read as the post it was.
import { z } from 'zod';
import type { InboundActivity } from '../../delivery/activity.ts';
import { readPost } from '../protocol/post.ts';

const mentionSchema = z.looseObject({
  mentionText: z.string().nullish(),
  mentioned: z.looseObject({ application: z.looseObject({ id: z.string() }).nullish() }).nullish(),
});

const requestSchema = z.object({
  commandId: z.literal('analyse'),
  messagePayload: z.object({
    id: z.string().min(1),
    /** The title of a post in a channel, in plain text. */
    subject: z.string().nullish(),
    body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
    from: z.looseObject({ user: z.looseObject({ id: z.string() }).nullish() }).nullish(),
    mentions: z.array(mentionSchema).nullish(),
  }),
});

export interface ActedOn {
  /** Activity id of the message. */
  readonly post: string;
  /** What its author wrote; empty when that is nothing but pictures, cards or a call of the bot. */
  readonly text: string;
  /** Who wrote it, unless a bot did. */
  readonly author: string | undefined;
}

/** The message that a fetchTask of our command is about, or undefined when it is none of ours. */
export function readActedOn({ value, ...activity }: InboundActivity): ActedOn | undefined {
  const { data } = requestSchema.safeParse(value);
  if (!data) return undefined;
  const { id, subject, body, from, mentions } = data.messagePayload;
  const content = body?.content ?? '';
  const written =
    body?.contentType === 'html'
      ? { attachments: [{ contentType: 'text/html', content }] }
      : { text: content };
  const entities = (mentions ?? []).map(({ mentioned, mentionText }) => ({
    type: 'mention',
    mentioned: { id: `28:${mentioned?.application?.id}` },
    text: mentionText ?? '',
  }));
  const { text } = readPost({ ...activity, text: null, attachments: null, ...written, entities });
  const title = subject?.trim();
  return { post: id, text: title ? `${title}\n${text}`.trim() : text, author: from?.user?.id };
}
