// GET and PUT /channels/{id}/settings: how the bot behaves in one channel or chat.
import { z } from 'zod';
import { ChannelSettings, DEFAULTS } from '../channel/settings.ts';
import type { ChannelStore } from '../channel/store.ts';
import type { HashPerson } from '../feedback/people.ts';
import { defineRoute } from './route.ts';

const ChannelIn = z.strictObject({
  id: z.string().min(1).max(500).meta({
    description: 'Conversation id of the channel or chat, as Teams names it, without a thread.',
  }),
});

export const ChannelOut = z
  .object({
    channel: z.string(),
    settings: ChannelSettings,
    revision: z.int().min(0).meta({ description: 'Grows with each change; 0 while nothing was ever set.' }),
  })
  .meta({ id: 'ChannelOut' });

export interface ChannelParts {
  readonly channels: Pick<ChannelStore, 'findSettings' | 'saveSettings'>;
  readonly hashPerson: HashPerson;
}

const common = { path: '/channels/{id}/settings', access: 'admin', params: ChannelIn } as const;

export const readChannel = ({ channels }: ChannelParts) =>
  defineRoute({
    ...common,
    method: 'get',
    operation: 'getChannelSettings',
    summary: 'How the bot behaves in a channel.',
    answers: {
      200: { description: 'The settings in force, the defaults where none were set.', schema: ChannelOut },
    },
    async handle({ params: { id: channel } }) {
      const { settings, revision } = (await channels.findSettings(channel)) ?? {
        settings: DEFAULTS,
        revision: 0,
      };
      return { status: 200, json: { channel, settings, revision } };
    },
  });

export const setChannel = ({ channels, hashPerson }: ChannelParts) =>
  defineRoute({
    ...common,
    method: 'put',
    operation: 'setChannelSettings',
    summary: 'Sets how the bot behaves in a channel; its owners can take that back in Teams.',
    body: ChannelSettings,
    idempotent: true,
    answers: { 200: { description: 'The settings as they were saved.', schema: ChannelOut } },
    async handle({ params: { id: channel }, body }) {
      const wanted = withHashes(body, (id) => hashPerson('teams', id));
      // Without a revision the last one to save wins, always.
      const { settings, revision } = (await channels.saveSettings(channel, wanted))!;
      return { status: 200, json: { channel, settings, revision } };
    },
  });

/** People may be named by their object id, or by the hash that the settings showed before. */
function withHashes(settings: ChannelSettings, hash: (person: string) => string): ChannelSettings {
  const { voters } = settings;
  if (voters.who !== 'named') return settings;
  const people = voters.people.map((id) => (/^[0-9a-f]{32}$/.test(id) ? id : hash(id)));
  return { ...settings, voters: { ...voters, people } };
}
