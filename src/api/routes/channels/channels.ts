// GET /channels: the channels of Teams that the bot knows, and those whose settings were ever set.
import { z } from 'zod';
import type { NameStore } from '../../../delivery/names.ts';
import { defineRoute } from '../../contract/route.ts';
import type { ChannelHandleParts, ChannelHandles } from './channel-handles.ts';

export const ChannelsOut = z
  .object({
    channels: z
      .array(
        z.object({
          channel: z.string().meta({ description: 'Conversation id, as Teams names it, without a thread.' }),
          handle: z
            .string()
            .meta({ description: 'Stands for the channel in paths and queries, which access logs note.' }),
          name: z.string().nullable().meta({
            description: 'Team and channel, or the topic of a chat, as people read it; null while not known.',
          }),
          known: z.boolean().meta({ description: 'Whether the bot can write there now.' }),
          set: z.boolean().meta({ description: 'Whether it has settings of its own; else the defaults.' }),
        }),
      )
      .readonly(),
  })
  .meta({ id: 'ChannelsOut' });

interface ChannelListParts extends Pick<ChannelHandleParts, 'channels' | 'conversations'> {
  readonly handles: ChannelHandles;
  readonly names: Pick<NameStore, 'namesOf'>;
}

/** Chats in which nobody set anything are left out: they belong to those who take part. */
export const listChannels = ({ channels, conversations, handles, names }: ChannelListParts) =>
  defineRoute({
    method: 'get',
    path: '/channels',
    operation: 'getChannels',
    summary: 'The channels that the bot knows, and the channels and chats that have settings of their own.',
    access: 'admin',
    answers: { 200: { description: 'The channels, by conversation id.', schema: ChannelsOut } },
    async handle() {
      const known = await conversations.listConversations();
      const reachable = new Set(known.map(({ conversation }) => conversation));
      const set = new Set((await channels.listSettings()).map(({ channel }) => channel));
      const ofTeams = known.filter(({ team }) => team !== undefined).map(({ conversation }) => conversation);
      const listed = [...new Set([...ofTeams, ...set])].sort();
      const nameOf = await names.namesOf(listed);
      return {
        status: 200,
        json: {
          channels: listed.map((channel) => ({
            channel,
            handle: handles.of(channel),
            name: nameOf.get(channel) ?? null,
            known: reachable.has(channel),
            set: set.has(channel),
          })),
        },
      };
    },
  });
