// Who may see a verdict and vote on it: one rule, whichever door a person comes by. A post belongs to the conversation in which
// it stands or is shown: whoever takes part there may see it, and vote as the settings of that conversation say.
import { conversationOf } from '../delivery/conversation-id.ts';
import type { MemberStore } from '../delivery/members.ts';
import type { HashPerson } from '../feedback/people.ts';
import type { Prediction } from '../feedback/prediction.ts';
import type { ChannelStore } from './channel-store.ts';
import { channelSettingsOf, mayVote } from './settings.ts';

/** Where a post belongs. */
type Placed = Pick<Prediction, 'door' | 'channel' | 'origin'>;

/** A person is the id by which Teams knows them. */
export interface PostAccess {
  /** A post that belongs to no conversation may be seen by everybody; one from Teams whose conversation is not known by nobody. */
  maySee(person: string, prediction: Placed): Promise<boolean>;
  /** Whether they may see it and vote on it. */
  mayVote(person: string, prediction: Placed): Promise<boolean>;
}

export interface PostAccessParts {
  readonly members: Pick<MemberStore, 'isMember'>;
  readonly channels: Pick<ChannelStore, 'findSettings'>;
  /** Whether somebody who takes part in a conversation (without thread) is an owner there. */
  readonly ownsConversation: (conversation: string, person: string) => Promise<boolean>;
  readonly hashPerson: HashPerson;
}

export function createPostAccess({
  members,
  channels,
  ownsConversation,
  hashPerson,
}: PostAccessParts): PostAccess {
  const placeOf = ({ channel, origin, door }: Placed) =>
    channel ?? (door === 'teams' ? conversationOf(origin) : undefined);

  async function maySee(person: string, prediction: Placed): Promise<boolean> {
    const place = placeOf(prediction);
    if (place === undefined) return prediction.door === 'api';
    return members.isMember(place, hashPerson('teams', person));
  }

  return {
    maySee,
    async mayVote(person, prediction) {
      if (!(await maySee(person, prediction))) return false;
      const place = placeOf(prediction);
      if (place === undefined) return true;
      const settings = await channelSettingsOf(channels, place);
      return mayVote(settings, hashPerson('teams', person), () => ownsConversation(place, person));
    },
  };
}
