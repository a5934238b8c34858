// GET /channels/figures: how channels compare.

import { z } from 'zod';
import type { PostAccess } from '../../../channel/post-access.ts';
import { wallClock } from '../../../clock.ts';
import type { NameStore } from '../../../delivery/names.ts';
import type { Statistics } from '../../../feedback/statistics.ts';
import type { Caller } from '../../auth/caller.ts';
import { PeriodIn, periodOf } from '../../contract/period.ts';
import { defineRoute } from '../../contract/route.ts';
import { Figures, figures } from '../model/stats.ts';
import type { ChannelHandleParts, ChannelHandles } from './channel-handles.ts';

export const ChannelFiguresOut = z
  .object({
    since: z.iso.datetime(),
    until: z.iso.datetime(),
    channels: z.array(
      z.object({
        handle: z.string().meta({ description: 'Stands for the channel in queries.' }),
        name: z.string().nullable().meta({ description: 'As people read it; null while it is not known.' }),
        figures: Figures,
      }),
    ),
  })
  .meta({ id: 'ChannelFiguresOut' });

interface ChannelFiguresParts extends Pick<ChannelHandleParts, 'channels' | 'conversations'> {
  readonly statistics: Statistics;
  readonly access: PostAccess;
  readonly handles: ChannelHandles;
  readonly names: Pick<NameStore, 'namesOf'>;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
}

/** As in GET /channels, chats in which nobody set anything are left out. */
export const channelFigures = (parts: ChannelFiguresParts) =>
  defineRoute({
    method: 'get',
    path: '/channels/figures',
    operation: 'getChannelFigures',
    summary: 'Counts of verdicts and votes in each channel whose posts the caller may read.',
    access: 'read',
    query: z.strictObject(PeriodIn),
    answers: {
      200: { description: 'The channels that have posts, most posts first.', schema: ChannelFiguresOut },
    },
    async handle({ query, caller }) {
      const { statistics, names, handles, clock = wallClock } = parts;
      const period = periodOf(query, clock());
      const seen = await seenChannels(parts, caller);
      const groups = (await statistics.countChannels(period)).filter(({ group }) => seen.has(String(group)));
      const nameOf = await names.namesOf(groups.map(({ group }) => String(group)));
      return {
        status: 200,
        json: {
          since: new Date(period.since).toISOString(),
          until: new Date(period.until).toISOString(),
          channels: groups
            .toSorted((a, b) => b.predictions - a.predictions)
            .map(({ group, ...counts }) => ({
              handle: handles.of(String(group)),
              name: nameOf.get(String(group)) ?? null,
              figures: figures(counts),
            })),
        },
      };
    },
  });

/** A key sees every channel, a person those in which they take part. */
async function seenChannels(
  { channels, conversations, access }: ChannelFiguresParts,
  caller: Caller | undefined,
): Promise<ReadonlySet<string>> {
  const known = await conversations.listConversations();
  const ofTeams = known.filter(({ team }) => team !== undefined).map(({ conversation }) => conversation);
  const set = (await channels.listSettings()).map(({ channel }) => channel);
  const all = [...new Set([...ofTeams, ...set])];
  const person = caller?.person;
  if (person === undefined) return new Set(all);
  const seen = await Promise.all(
    all.map((channel) => access.maySee(person, { door: 'teams', channel, origin: null })),
  );
  return new Set(all.filter((_channel, n) => seen[n]));
}
