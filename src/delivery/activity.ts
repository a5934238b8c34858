// The shape of what Teams sends: only what the bot reads is named, everything else passes through.

import { z } from 'zod';
import { newId } from '../clock.ts';

const account = z.looseObject({
  /** `29:…` is a person, `28:…` a bot, `19:…` and `48:…` speak for Teams itself. */
  id: z.string().min(1),
  name: z.unknown().optional(),
  role: z.string().nullish(),
  aadObjectId: z.string().nullish(),
  /** Of the recipient: whether nobody else in the conversation sees the message. */
  isTargeted: z.boolean().nullish(),
});

const reactions = z.array(z.looseObject({ type: z.string() })).nullish();

const members = z.array(z.looseObject({ id: z.string(), aadObjectId: z.string().nullish() })).nullish();

export const activitySchema = z.looseObject({
  type: z.string().min(1),
  /** Teams always gives one; for hosts that do not, one is made up, so that no two posts are taken for the same. */
  id: z
    .string()
    .nullish()
    .transform((id) => id || newId()),
  name: z.string().nullish(),
  timestamp: z.string().nullish(),
  channelId: z.string().trim().min(1),
  serviceUrl: z.url({ protocol: /^https?$/ }),
  conversation: z.looseObject({
    id: z.string().min(1),
    conversationType: z.string().nullish(),
    isGroup: z.boolean().nullish(),
  }),
  from: account.nullish(),
  recipient: account.nullish(),
  locale: z.string().nullish(),
  text: z.string().nullish(),
  attachments: z
    .array(z.looseObject({ contentType: z.string().nullish(), content: z.unknown().optional() }))
    .nullish(),
  entities: z.array(z.looseObject({ type: z.string().nullish() })).nullish(),
  value: z.unknown().optional(),
  channelData: z.looseObject({ eventType: z.string().nullish() }).nullish(),
  replyToId: z.string().nullish(),
  action: z.string().nullish(),
  membersAdded: members,
  membersRemoved: members,
  deliveryMode: z.string().nullish(),
  reactionsAdded: reactions,
  reactionsRemoved: reactions,
});

/** An activity whose shape was checked. */
export type InboundActivity = z.output<typeof activitySchema>;

const NOT_A_PERSON = /^(?:19|28|48):/;

/** The id by which a person is known for good, or undefined when a bot, or Teams itself, is speaking. */
export function personOf({ from, recipient }: InboundActivity): string | undefined {
  if (!from || from.role === 'bot' || from.id === recipient?.id || NOT_A_PERSON.test(from.id))
    return undefined;
  return from.aadObjectId ?? from.id;
}

/**
 * The chat of one person with the bot, whoever is there being known. An activity that does not say what kind of conversation
 * it comes from comes from no such chat: the fields are optional, and in a personal chat everybody has every right.
 */
export function isPersonal(activity: InboundActivity): boolean {
  const { conversation, channelData } = activity;
  return (
    conversation.conversationType === 'personal' &&
    conversation.isGroup !== true &&
    !conversation.id.startsWith('19:') &&
    !channelData?.team &&
    personOf(activity) !== undefined
  );
}

/** A chat of several people, of two without the bot too (from which message actions come); known not to be a channel. */
export function isGroupChat({ conversation, channelData }: InboundActivity): boolean {
  if (channelData?.team || /@thread\.tacv2/.test(conversation.id)) return false;
  if (conversation.conversationType === 'groupChat') return true;
  return conversation.conversationType === 'personal' && /^19:[^;]+@unq\.gbl\.spaces/.test(conversation.id);
}

/** Whether somebody said this to the bot alone, in a conversation of several people. */
export function isPrivate(activity: InboundActivity): boolean {
  return activity.recipient?.isTargeted === true && !isPersonal(activity);
}
