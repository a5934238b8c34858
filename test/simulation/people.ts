// Who takes part, and how Teams tells of what they do.
import { SERVICE_URL } from './teams.ts';
import { BEGIN } from './time.ts';

const TENANT = 'a4d1c0de-9f3b-4c58-8f6e-3b1f5d7e9a10';
const BOT = { id: '28:6f1c3d52-8a0e-4b57-9c44-0d8f6a1e2b73', name: 'Air Paradis' };
const TEAM = { id: '19:team@thread.tacv2' };

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly aadObjectId: string;
  /** Their name on another network. */
  readonly handle: string;
}

export function person(number: number): Person {
  const digits = String(number).padStart(4, '0');
  return {
    id: `29:1person${digits}`,
    name: `Person Q${digits}`,
    aadObjectId: `7d1f6d60-32c3-4f2e-9b51-6a7f0c9f${digits}`,
    handle: `handle-${digits}@example.social`,
  };
}

export const channelId = (number: number): string => `19:channel${number}@thread.tacv2`;

/** Ids of messages are the milliseconds at which they were written; no two have one. */
export const messageId = (event: { readonly at: number; readonly id: number }): string =>
  String(BEGIN * 10 + event.at * 10_000 + event.id);

export type Activity = Record<string, unknown> & { readonly type: string };

export interface Place {
  readonly channel: number;
  /** Id of the message that began the thread. */
  readonly root: string;
}

export const conversationOf = ({ channel, root }: Place): string => `${channelId(channel)};messageid=${root}`;

/** What all activities in a channel have. @param at by Teams' clock. */
export function inChannel(from: Person, place: Place, at: number, id: string): Activity {
  const { handle: _, ...known } = from;
  return {
    type: 'message',
    id,
    channelId: 'msteams',
    serviceUrl: SERVICE_URL,
    timestamp: new Date(Math.round(at)).toISOString(),
    locale: 'fr-FR',
    from: known,
    recipient: BOT,
    conversation: {
      conversationType: 'channel',
      tenantId: TENANT,
      isGroup: true,
      id: conversationOf(place),
    },
    channelData: { tenant: { id: TENANT }, team: TEAM, channel: { id: channelId(place.channel) } },
  };
}
