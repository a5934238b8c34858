// Remembers who takes part in a conversation: whoever is heard there does, until Teams says that they left.
import { type InboundActivity, personOf } from '../../delivery/activity.ts';
import type { ConversationStore } from '../../delivery/conversation-reference.ts';
import type { MemberStore } from '../../delivery/members.ts';
import type { HashPerson } from '../../feedback/people.ts';
import { referenceOf } from '../protocol/activity-reference.ts';

export interface TrackMembersParts {
  readonly members: Pick<MemberStore, 'hear' | 'removeMembers'>;
  readonly conversations: Pick<ConversationStore, 'listConversations'>;
  readonly hashPerson: HashPerson;
}

/** @param at when the activity was received, milliseconds since 1970-01-01T00:00Z. */
export type TrackMembers = (activity: InboundActivity, at: number) => Promise<void>;

/** What people do in a conversation, unlike what happens to it. */
const ACTS = new Set(['message', 'messageUpdate', 'messageReaction', 'invoke']);

export function createTrackMembers({ members, conversations, hashPerson }: TrackMembersParts): TrackMembers {
  const hash = (id: string) => hashPerson('teams', id);

  async function remove(activity: InboundActivity): Promise<void> {
    const { team, conversation } = referenceOf(activity);
    const people = (activity.membersRemoved ?? []).flatMap(({ id, aadObjectId }) => [id, aadObjectId ?? id]);
    if (people.length === 0) return;
    const inTeam = team === undefined ? [] : await conversations.listConversations(team);
    const all = [conversation, ...inTeam.map((reference) => reference.conversation)];
    await members.removeMembers(all, [...new Set(people)].map(hash));
  }

  return async (activity, at) => {
    if (activity.type === 'conversationUpdate') return remove(activity);
    const person = personOf(activity);
    if (person === undefined || !ACTS.has(activity.type)) return;
    const account = activity.from?.aadObjectId ? hash(activity.from.id) : null;
    await members.hear({ conversation: activity.conversation.id, person: hash(person), account, at });
  };
}
