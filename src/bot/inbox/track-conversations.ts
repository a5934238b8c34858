// Learns where the bot can write from what it hears, and forgets it when the bot is removed or the conversation is deleted.

import type { ChannelStore } from '../../channel/channel-store.ts';
import { type InboundActivity, isPersonal, personOf } from '../../delivery/activity.ts';
import {
  type ConversationReference,
  type ConversationStore,
  withoutThreadReference,
} from '../../delivery/conversation-reference.ts';
import type { HashPerson } from '../../feedback/people.ts';
import type { Messenger } from '../outbox/messenger.ts';
import { channelOf, referenceOf } from '../protocol/activity-reference.ts';

export interface TrackConversationsParts {
  readonly conversations: ConversationStore;
  readonly messenger: Pick<Messenger, 'leave'>;
  readonly channels: Pick<ChannelStore, 'deleteInstallers'>;
  readonly hashPerson: HashPerson;
}

/**
 * @param at when the activity was received, milliseconds since 1970-01-01T00:00Z: what was received before the bot left
 *   teaches nothing, however late it is worked on.
 * @returns false when there is nobody left to answer: the bot, or the channel, has gone.
 */
export type TrackConversations = (activity: InboundActivity, at: number) => Promise<boolean>;

export function createTrackConversations({
  conversations,
  messenger,
  channels,
  hashPerson,
}: TrackConversationsParts): TrackConversations {
  /** Whoever had added the bot there owns nothing any more. */
  async function leave(conversation: string, at: number): Promise<void> {
    await messenger.leave(conversation, at);
    await channels.deleteInstallers(conversation, at);
  }

  async function leaveTeam(team: string, at: number): Promise<void> {
    await conversations.leaveTeam(team, at);
    await channels.deleteInstallers(team, at);
    for (const { conversation } of await conversations.listConversations(team)) await leave(conversation, at);
  }

  /** @returns whether the activity tells that the bot, or the channel, has gone. */
  async function hasGone(
    activity: InboundActivity,
    reference: ConversationReference,
    at: number,
  ): Promise<boolean> {
    const event = activity.channelData?.eventType;
    if (event === 'channelDeleted') {
      await leave(channelOf(activity) ?? reference.conversation, at);
      return true;
    }
    if (!isRemoved(activity) && event !== 'teamDeleted') return false;
    await leave(reference.conversation, at);
    if (reference.team !== undefined) await leaveTeam(reference.team, at);
    return true;
  }

  return async (activity, at) => {
    const reference = withoutThreadReference(referenceOf(activity));
    if (await hasGone(activity, reference, at)) return false;
    const person = isPersonal(activity) ? personOf(activity) : undefined;
    const hashed = person === undefined ? null : hashPerson('teams', person);
    if (reference.bot) await conversations.saveConversation(reference, { person: hashed, at });
    return true;
  };
}

function isRemoved({ type, action, membersRemoved, recipient }: InboundActivity): boolean {
  if (type === 'installationUpdate') return action === 'remove';
  return membersRemoved?.some(({ id }) => id === recipient?.id) ?? false;
}
