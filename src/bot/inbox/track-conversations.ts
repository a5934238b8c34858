// Learns where the bot can write from what it hears, and forgets it when the bot is removed or the place is deleted.

import { type InboundActivity, isPersonal, personOf } from '../../delivery/activity.ts';
import {
  channelOf,
  type Place,
  type PlaceStore,
  placeOf,
  wholePlace,
} from '../../delivery/conversation-reference.ts';
import type { HashPerson } from '../../feedback/people.ts';
import type { Messenger } from '../outbox/messenger.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Places that are remembered in memory, so that a known one is not written down again with every post. */
const MANY = 10_000;

export interface LearnParts {
  readonly places: PlaceStore;
  readonly messenger: Pick<Messenger, 'leave'>;
  readonly hashPerson: HashPerson;
  readonly clock: () => number;
}

/** @returns false when there is nobody left to answer: the bot, or the channel, has gone. */
export type Learn = (activity: InboundActivity) => Promise<boolean>;

export function createLearn({ places, messenger, hashPerson, clock }: LearnParts): Learn {
  const known = new Map<string, string>();

  async function forget(conversations: readonly string[]): Promise<void> {
    known.clear();
    for (const conversation of conversations) await messenger.leave(conversation);
  }

  async function remember(place: Place, person: string | undefined): Promise<void> {
    const today = Math.floor(clock() / DAY);
    const { conversation, language, ...rest } = place;
    const heard = JSON.stringify([rest, language !== undefined, today]);
    if (known.get(conversation) === heard) return;
    const hashed = person === undefined ? null : hashPerson('teams', person);
    await places.savePlace(place, { person: hashed, at: clock() });
    if (known.size >= MANY) known.clear();
    known.set(conversation, heard);
  }

  /** What the bot has lost; nothing when it is still everywhere it was. */
  async function lost(activity: InboundActivity, place: Place): Promise<string[] | undefined> {
    const event = activity.channelData?.eventType;
    if (event === 'channelDeleted') return [channelOf(activity) ?? place.conversation];
    if (!isRemoved(activity) && event !== 'teamDeleted') return undefined;
    const inTeam = place.team === undefined ? [] : await places.listPlaces(place.team);
    return [place.conversation, ...inTeam.map(({ conversation }) => conversation)];
  }

  return async (activity) => {
    const place = wholePlace(placeOf(activity));
    const gone = await lost(activity, place);
    if (gone) await forget(gone);
    else if (place.bot) await remember(place, isPersonal(activity) ? personOf(activity) : undefined);
    return gone === undefined;
  };
}

function isRemoved({ type, action, membersRemoved, recipient }: InboundActivity): boolean {
  if (type === 'installationUpdate') return action === 'remove';
  return membersRemoved?.some(({ id }) => id === recipient?.id) ?? false;
}
