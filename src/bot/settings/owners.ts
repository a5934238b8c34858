// Who may change how the bot behaves in a place. The Bot Framework does not tell who owns a team (its roster knows users
// and guests only), so that we go by what we do know: whoever added the bot to the team, and those whom the operators name.
// Who is not known to be an owner is none.
import type { ChannelStore } from '../../channel/channel-store.ts';
import type { Config } from '../../config.ts';
import { type InboundActivity, isGroupChat, isPersonal, personOf } from '../../delivery/activity.ts';
import { isChatId, withoutThread } from '../../delivery/conversation-id.ts';
import type { ConversationStore } from '../../delivery/conversation-reference.ts';
import type { HashPerson } from '../../feedback/people.ts';
import { hasOwnMembers, referenceOf } from '../protocol/activity-reference.ts';

export interface Owners {
  /** Whether a person may change the settings of the place of an activity. In a chat, whoever takes part may. */
  owns(activity: InboundActivity, person: string): Promise<boolean>;
  /** The same of a conversation (without thread) that is known by its id alone, for somebody who takes part there. */
  ownsConversation(conversation: string, person: string): Promise<boolean>;
  /** Remembers whoever added the bot, which an activity tells of, in place of whoever did before. */
  welcome(activity: InboundActivity, at: number): Promise<void>;
}

export interface OwnerParts {
  readonly channels: Pick<ChannelStore, 'hasInstaller' | 'isInstaller' | 'saveInstaller'>;
  readonly conversations: Pick<ConversationStore, 'findConversation'>;
  readonly hashPerson: HashPerson;
  readonly config: Pick<Config, 'CHANNEL_OWNERS'>;
}

export function createOwners({ channels, conversations, hashPerson, config }: OwnerParts): Owners {
  const named = new Set(config.CHANNEL_OWNERS.map((id) => id.toLowerCase()));

  /** The team, or the chat: who adds the bot to a team adds it to all of its channels, save those with members of their own. */
  async function homeOf(activity: InboundActivity): Promise<string> {
    const conversation = withoutThread(activity.conversation.id);
    if (hasOwnMembers(activity)) return conversation;
    const { team } = referenceOf(activity);
    return team ?? (await conversations.findConversation(conversation))?.team ?? conversation;
  }

  async function ownsHome(home: string, person: string): Promise<boolean> {
    return named.has(person.toLowerCase()) || channels.isInstaller(home, hashPerson('teams', person));
  }

  return {
    async owns(activity, person) {
      if (isPersonal(activity) || isGroupChat(activity)) return true;
      return ownsHome(await homeOf(activity), person);
    },
    async ownsConversation(conversation, person) {
      if (isChatId(conversation)) return true;
      // To a channel with members of its own the bot was added by itself: see homeOf.
      if (await channels.hasInstaller(conversation)) return ownsHome(conversation, person);
      const team = (await conversations.findConversation(conversation))?.team;
      return ownsHome(team ?? conversation, person);
    },
    async welcome(activity, at) {
      const person = personOf(activity);
      if (person) await channels.saveInstaller(await homeOf(activity), hashPerson('teams', person), at);
    },
  };
}
