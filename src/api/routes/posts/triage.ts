// GET /triage: what waits for an answer now, and how long answers took.
import { z } from 'zod';
import type { PostAccess } from '../../../channel/post-access.ts';
import { wallClock } from '../../../clock.ts';
import type { NameStore } from '../../../delivery/names.ts';
import { Problem } from '../../../http/problem.ts';
import {
  createTriageSum,
  TRIAGE_GROUPINGS,
  type TriageClock,
  type TriageCounts,
  type TriageGroup,
  type TriageGrouping,
  type Waiting,
  type Waits,
} from '../../../triage/clock.ts';
import type { Caller } from '../../auth/caller.ts';
import { PeriodIn, periodOf } from '../../contract/period.ts';
import { defineRoute } from '../../contract/route.ts';
import type { ChannelHandles } from '../channels/channel-handles.ts';

const TriageIn = z.strictObject({
  ...PeriodIn,
  by: z.enum(TRIAGE_GROUPINGS).default('week'),
  channel: z
    .string()
    .min(1, 'is empty')
    .max(500, 'is longer than 500 characters')
    .optional()
    .meta({ description: 'Handle of a channel, or its conversation id without a thread.' }),
});

const Count = z.int().min(0);
const WAITING = {
  open: Count.meta({ description: 'Posts that nobody has.' }),
  oldest: z.iso.datetime().nullable().meta({ description: 'Since when the first of these waits.' }),
  taken: Count.meta({ description: 'Posts that somebody has.' }),
};
const Seconds = z.number().min(0).nullable();
const WaitsOut = z
  .object({
    posts: Count,
    median: Seconds.meta({ description: 'Half of them waited for no longer, in seconds; null without any.' }),
    p90: Seconds.meta({ description: 'Nine of ten waited for no longer.' }),
  })
  .meta({ id: 'Waits' });

const TriageFigures = z
  .object({
    posts: Count.meta({ description: 'Posts that began to wait in the period.' }),
    ...WAITING,
    to_take: WaitsOut.meta({ description: 'Until somebody took them, or ended them at once.' }),
    to_end: WaitsOut.meta({ description: 'Until somebody said that they were answered, or need no answer.' }),
  })
  .meta({ id: 'TriageFigures' });

export const TriageOut = z
  .object({
    now: z.object(WAITING).meta({
      description: 'All that waits, whatever the period and however long: what `GET /posts?status=` lists.',
    }),
    since: z.iso.datetime(),
    until: z.iso.datetime(),
    by: z.enum(TRIAGE_GROUPINGS),
    total: TriageFigures,
    groups: z
      .array(
        z.object({
          group: z.string().meta({
            description: 'Topic, or handle of the channel; of a week (Monday, UTC), its begin.',
          }),
          name: z.string().nullable().meta({ description: 'Of a channel, while it is known.' }),
          figures: TriageFigures,
        }),
      )
      .meta({ description: 'By topic, a post counts for each of its topics.' }),
  })
  .meta({ id: 'TriageOut' });

export interface TriageRouteParts {
  readonly triageClock: TriageClock;
  readonly access: PostAccess;
  readonly names: Pick<NameStore, 'namesOf'>;
  readonly handles: ChannelHandles;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
}

export const triageFigures = (parts: TriageRouteParts) =>
  defineRoute({
    method: 'get',
    path: '/triage',
    operation: 'getTriage',
    summary: 'What waits for an answer now, and how long it took to take posts and to answer them.',
    access: 'read',
    query: TriageIn,
    answers: { 200: { description: 'Now, in all, and by group.', schema: TriageOut } },
    problems: { 404: 'No channel has this handle.' },
    async handle({ query: { by, channel: name, ...asked }, caller }) {
      const { triageClock, handles, clock = wallClock } = parts;
      const channel = name === undefined ? undefined : await handles.resolve(name);
      if (channel !== undefined) await mustTakePart(parts, caller, channel);
      const period = periodOf(asked, clock());
      const [total = NOTHING] = await triageClock.count(period, { channel });
      return {
        status: 200,
        json: {
          now: waitingOut(await triageClock.waiting(channel)),
          since: new Date(period.since).toISOString(),
          until: new Date(period.until).toISOString(),
          by,
          total: countsOut(total),
          groups: await groupsOut(parts, caller, by, await triageClock.count(period, { channel, by })),
        },
      };
    },
  });

const NOTHING = createTriageSum().sum();

async function mayTakePart({ access }: TriageRouteParts, caller: Caller | undefined, channel: string) {
  const person = caller?.person;
  return person === undefined || access.maySee(person, { door: 'teams', channel, origin: null });
}

/** @throws {Problem} 403 for a person who is not known to take part there. */
async function mustTakePart(parts: TriageRouteParts, caller: Caller | undefined, channel: string) {
  if (await mayTakePart(parts, caller, channel)) return;
  throw new Problem(
    403,
    'Not in that conversation',
    'You were not heard in this conversation of Teams yet; write or vote there once.',
  );
}

/** Channels are named to those who take part there. */
async function groupsOut(
  parts: TriageRouteParts,
  caller: Caller | undefined,
  by: TriageGrouping,
  groups: readonly TriageGroup[],
) {
  if (by !== 'channel')
    return groups.map(({ group, ...counts }) => ({
      group: typeof group === 'number' ? new Date(group).toISOString() : group,
      name: null,
      figures: countsOut(counts),
    }));
  const seen = await Promise.all(groups.map(({ group }) => mayTakePart(parts, caller, String(group))));
  const shown = groups.filter((_group, n) => seen[n]);
  const nameOf = await parts.names.namesOf(shown.map(({ group }) => String(group)));
  return shown.map(({ group, ...counts }) => ({
    group: parts.handles.of(String(group)),
    name: nameOf.get(String(group)) ?? null,
    figures: countsOut(counts),
  }));
}

function waitingOut({ open, oldest, taken }: Waiting) {
  return { open, oldest: oldest === null ? null : new Date(oldest).toISOString(), taken };
}

function countsOut({ posts, toTake, toEnd, ...waiting }: TriageCounts) {
  return { posts, ...waitingOut(waiting), to_take: waitsOut(toTake), to_end: waitsOut(toEnd) };
}

function waitsOut({ posts, median, p90 }: Waits) {
  const seconds = (wait: number | null) => wait && wait / 1000;
  return { posts, median: seconds(median), p90: seconds(p90) };
}
