// Learns where the bot can write from what it hears, and forgets it when the bot is removed or the place is deleted.

import { type InboundActivity, isPersonal, personOf } from '../../delivery/activity.ts';
import {
  type ConversationReference,
  type ConversationStore,
  channelOf,
  referenceOf,
  withoutThreadReference,
} from '../../delivery/conversation-reference.ts';
import type { HashPerson } from '../../feedback/people.ts';
import type { Messenger } from '../outbox/messenger.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Places that are remembered in memory, so that a known one is not written down again with every post. */
const MANY = 10_000;

export interface TrackConversationsParts {
  readonly conversations: ConversationStore;
  readonly messenger: Pick<Messenger, 'leave'>;
  readonly hashPerson: HashPerson;
  readonly clock: () => number;
}

/** @returns false when there is nobody left to answer: the bot, or the channel, has gone. */
export type TrackConversations = (activity: InboundActivity) => Promise<boolean>;

export function createTrackConversations({
  conversations,
  messenger,
  hashPerson,
  clock,
}: TrackConversationsParts): TrackConversations {
  const known = new Map<string, string>();

  async function forget(conversations: readonly string[]): Promise<void> {
    known.clear();
    for (const conversation of conversations) await messenger.leave(conversation);
  }

  async function remember(reference: ConversationReference, person: string | undefined): Promise<void> {
    const today = Math.floor(clock() / DAY);
    const { conversation, language, ...rest } = reference;
    const heard = JSON.stringify([rest, language !== undefined, today]);
    if (known.get(conversation) === heard) return;
    const hashed = person === undefined ? null : hashPerson('teams', person);
    await conversations.saveConversation(reference, { person: hashed, at: clock() });
    if (known.size >= MANY) known.clear();
    known.set(conversation, heard);
  }

  /** What the bot has lost; nothing when it is still everywhere it was. */
  async function lost(
    activity: InboundActivity,
    reference: ConversationReference,
  ): Promise<string[] | undefined> {
    const event = activity.channelData?.eventType;
    if (event === 'channelDeleted') return [channelOf(activity) ?? reference.conversation];
    if (!isRemoved(activity) && event !== 'teamDeleted') return undefined;
    const inTeam = reference.team === undefined ? [] : await conversations.listConversations(reference.team);
    return [reference.conversation, ...inTeam.map(({ conversation }) => conversation)];
  }

  return async (activity) => {
    const reference = withoutThreadReference(referenceOf(activity));
    const gone = await lost(activity, reference);
    if (gone) await forget(gone);
    else if (reference.bot) await remember(reference, isPersonal(activity) ? personOf(activity) : undefined);
    return gone === undefined;
  };
}

function isRemoved({ type, action, membersRemoved, recipient }: InboundActivity): boolean {
  if (type === 'installationUpdate') return action === 'remove';
  return membersRemoved?.some(({ id }) => id === recipient?.id) ?? false;
}
