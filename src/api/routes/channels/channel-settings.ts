// GET and PUT /channels/{id}/settings: how the bot behaves in one channel or chat.
import { z } from 'zod';
import type { ChannelStore, SavedSettings } from '../../../channel/channel-store.ts';
import { ChannelSettings, defaultsOf, peopleNamedIn } from '../../../channel/settings.ts';
import { type HashPerson, isPersonHash } from '../../../feedback/people.ts';
import { Problem } from '../../../http/problem.ts';
import { defineRoute } from '../../contract/route.ts';
import type { ChannelHandles } from './channel-handles.ts';

const ChannelIn = z.strictObject({
  id: z.string().min(1).max(500).meta({
    description:
      'Handle of the channel or chat (GET /channels), or its conversation id, as Teams names it, without a thread. Access logs note paths, and the id of a chat names people: prefer the handle.',
  }),
});

export const ChannelOut = z
  .object({
    channel: z.string(),
    settings: ChannelSettings,
    former: ChannelSettings.nullable().meta({
      description:
        'What they were before the last change; PUT takes it back. Null while nothing was ever set.',
    }),
    revision: z.int().min(0).meta({ description: 'Grows with each change; 0 while nothing was ever set.' }),
  })
  .meta({ id: 'ChannelOut' });

const SeenIn = z.strictObject({
  revision: z.coerce
    .number('must be a whole number')
    .int('must be a whole number')
    .min(0, 'must not be negative')
    .optional()
    .meta({ description: 'Saves only over this revision; without it, over whatever there is.' }),
});

export interface ChannelParts {
  readonly channels: Pick<ChannelStore, 'findSettings' | 'saveSettings'>;
  readonly hashPerson: HashPerson;
  readonly handles: ChannelHandles;
}

const common = {
  path: '/channels/{id}/settings',
  access: 'admin',
  params: ChannelIn,
  problems: { 404: 'No channel has this handle.' },
} as const;

export const readChannel = ({ channels, handles }: ChannelParts) =>
  defineRoute({
    ...common,
    method: 'get',
    operation: 'getChannelSettings',
    summary: 'How the bot behaves in a channel.',
    answers: {
      200: { description: 'The settings in force, the defaults where none were set.', schema: ChannelOut },
    },
    async handle({ params: { id } }) {
      const channel = await handles.resolve(id);
      const saved = await channels.findSettings(channel);
      return { status: 200, json: shown(channel, saved) };
    },
  });

export const setChannel = ({ channels, hashPerson, handles }: ChannelParts) =>
  defineRoute({
    ...common,
    method: 'put',
    operation: 'setChannelSettings',
    summary: 'Sets how the bot behaves in a channel; its owners can take that back in Teams.',
    query: SeenIn,
    body: ChannelSettings,
    idempotent: true,
    answers: { 200: { description: 'The settings as they were saved.', schema: ChannelOut } },
    problems: {
      ...common.problems,
      409: 'The settings have changed since this revision; or the Idempotency-Key came with another body.',
    },
    async handle({ params: { id }, query: { revision }, body, idOf }) {
      const channel = await handles.resolve(id);
      const named = withHashes(body, (id) => hashPerson('teams', id));
      const wanted = await withTarget(named, channel, handles);
      const saved = await channels.saveSettings(channel, wanted, { revision, once: idOf(0) });
      if (!saved)
        throw new Problem(
          409,
          'Changed meanwhile',
          'revision: these settings have changed since; GET shows them as they are now.',
        );
      const about = [saved.settings, saved.former ?? defaultsOf(channel)].flatMap(peopleNamedIn);
      return { status: 200, about, json: shown(channel, saved) };
    },
  });

/** Before the first change the defaults were in force. */
function shown(channel: string, saved: SavedSettings | undefined): z.output<typeof ChannelOut> {
  if (!saved) return { channel, settings: defaultsOf(channel), former: null, revision: 0 };
  const { settings, former, revision } = saved;
  return { channel, settings, former: former ?? defaultsOf(channel), revision };
}

/**
 * The channel that is told of posts that wait for long may be named by its handle.
 * @throws {Problem} 422 where that would tell nobody, 404 for a handle of no channel.
 */
async function withTarget(
  settings: ChannelSettings,
  channel: string,
  handles: ChannelHandles,
): Promise<ChannelSettings> {
  const { reminders } = settings;
  if (!reminders) return settings;
  const escalateTo = reminders.escalateTo && (await handles.resolve(reminders.escalateTo));
  if (escalateTo === channel) throw wrongTarget('is the channel itself; name another');
  if (reminders.escalateAfter !== null && escalateTo === null)
    throw wrongTarget('is missing: escalateAfter says when this channel is told');
  return { ...settings, reminders: { ...reminders, escalateTo } };
}

function wrongTarget(message: string): Problem {
  const field = 'reminders.escalateTo';
  return new Problem(422, 'Invalid field', `${field}: ${message}`, { errors: [{ field, message }] });
}

/** People may be named by their object id, or by the hash that the settings showed before. */
function withHashes(settings: ChannelSettings, hash: (person: string) => string): ChannelSettings {
  const { voters } = settings;
  if (voters.who !== 'named') return settings;
  const people = voters.people.map((id) => (isPersonHash(id) ? id : hash(id)));
  return { ...settings, voters: { ...voters, people } };
}
