// Who may change how the bot behaves in a place. The Bot Framework does not tell who owns a team (its roster knows users
// and guests only), so that we go by what we do know: whoever added the bot to the team, and those whom the operators name.
import type { ChannelStore } from '../../channel/channel-store.ts';
import type { Config } from '../../config.ts';
import { type InboundActivity, isPersonal, personOf } from '../../delivery/activity.ts';
import { withoutThread } from '../../delivery/conversation-id.ts';
import { referenceOf } from '../../delivery/conversation-reference.ts';
import type { HashPerson } from '../../feedback/people.ts';

export interface Owners {
  /** Whether a person may change the settings of the place of an activity. In a chat, whoever takes part may. */
  owns(activity: InboundActivity, person: string): Promise<boolean>;
  /** Remembers whoever added the bot, which an activity tells of. */
  welcome(activity: InboundActivity): Promise<void>;
}

export interface OwnerParts {
  readonly channels: Pick<ChannelStore, 'isInstaller' | 'saveInstaller'>;
  readonly hashPerson: HashPerson;
  readonly config: Pick<Config, 'CHANNEL_OWNERS'>;
}

export function createOwners({ channels, hashPerson, config }: OwnerParts): Owners {
  const named = new Set(config.CHANNEL_OWNERS);
  return {
    async owns(activity, person) {
      if (isPersonal(activity) || activity.conversation.conversationType === 'groupChat') return true;
      return named.has(person) || channels.isInstaller(homeOf(activity), hashPerson('teams', person));
    },
    async welcome(activity) {
      const person = personOf(activity);
      if (person) await channels.saveInstaller(homeOf(activity), hashPerson('teams', person));
    },
  };
}

/** The team, or the chat: who adds the bot to a team adds it to all of its channels. */
function homeOf(activity: InboundActivity): string {
  return referenceOf(activity).team ?? withoutThread(activity.conversation.id);
}
