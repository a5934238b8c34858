// How the bot behaves in one channel or chat, as its owners want it.
import { z } from 'zod';
import { isChatId } from '../delivery/conversation-id.ts';
import { DigestPlan } from './digest-plan.ts';
import { QuietHours, TimeZone } from './quiet-hours.ts';

export const MODES = ['every', 'negative-or-uncertain', 'negative', 'mentioned', 'silent'] as const;
export type Mode = (typeof MODES)[number];

export const VOTERS = ['everyone', 'owners', 'named'] as const;

/** A person in a list of voters is a keyed hash, as in a vote. */
const Voters = z.discriminatedUnion('who', [
  z.strictObject({ who: z.literal('everyone') }),
  z.strictObject({ who: z.literal('owners') }),
  z.strictObject({
    who: z.literal('named'),
    people: z
      .array(z.string().min(1).max(1000))
      .min(1, 'names nobody')
      .max(50, 'names more than 50 people')
      .readonly(),
  }),
]);

const HOURS = 'must be a whole number from 1 to 168';
const Hours = z.int(HOURS).min(1, HOURS).max(168, HOURS).nullable();

const THRESHOLDS = 'must be from 0.5 to 0.99';

/** Posts that nobody has taken are told of once, when they have waited for so long in the hours of the channel. */
export const Reminders = z
  .strictObject({
    remindAfter: Hours.meta({ description: 'Hours after which the channel is reminded; null for never.' }),
    escalateAfter: Hours.meta({ description: 'Hours after which `escalateTo` is told; null for never.' }),
    escalateTo: z
      .string()
      .min(1)
      .max(500)
      .nullable()
      .meta({ description: 'Handle of another channel, or its conversation id without a thread.' }),
  })
  .meta({ id: 'Reminders' });

export type Reminders = z.output<typeof Reminders>;

export const NO_REMINDERS: Reminders = Object.freeze({
  remindAfter: null,
  escalateAfter: null,
  escalateTo: null,
});

export const ChannelSettings = z
  .strictObject({
    mode: z.enum(MODES).meta({ description: 'Which posts are answered; `silent` only counts them.' }),
    threshold: z.number(THRESHOLDS).min(0.5, THRESHOLDS).max(0.99, THRESHOLDS).meta({
      description:
        'In the modes `negative-or-uncertain` and `negative`: the probability of negative, against positive, from which a negative is answered.',
    }),
    language: z
      .enum(['auto', 'fr', 'en'])
      .meta({ description: 'Of the cards; `auto` is that of the post’s author.' }),
    timeZone: TimeZone.meta({ description: 'In which hours and days of the channel are meant.' }),
    quiet: QuietHours.nullable().meta({ description: 'Hours in which only mentions are answered.' }),
    voters: Voters.meta({ description: 'Who may vote on the verdicts of the channel.' }),
    answer: z.enum(['card', 'line']).meta({ description: 'A whole card, or one line that opens it.' }),
    digest: DigestPlan.nullable().default(null).meta({ description: 'When the channel gets a digest.' }),
    spikes: z
      .boolean()
      .default(true)
      .meta({ description: 'Whether it is told of a spike of negatives; never when silent.' }),
    bots: z
      .array(z.string().trim().min(1, 'is empty').max(100, 'is longer than 100 characters'))
      .max(10, 'names more than 10 bots')
      .readonly()
      .default([])
      .meta({
        description: 'Names or ids of bots, such as Workflows, whose posts are judged like those of people.',
      }),
    // Not there unless somebody wants it: versions from before it read the settings of all others.
    reminders: Reminders.optional().meta({
      description: 'When it is told of posts that wait for an answer; never without it, or when silent.',
    }),
  })
  .meta({ id: 'ChannelSettings' });

export type ChannelSettings = z.output<typeof ChannelSettings>;

/** Every post is answered with a card, and everybody votes. */
export const DEFAULTS: ChannelSettings = Object.freeze<ChannelSettings>({
  mode: 'every',
  threshold: 0.5,
  language: 'auto',
  timeZone: 'Europe/Paris',
  quiet: null,
  voters: { who: 'everyone' },
  answer: 'card',
  digest: null,
  spikes: true,
  bots: [],
});

/** In a chat of several people nothing is read that does not mention the bot, until the chat wants it. */
const IN_GROUP_CHAT: ChannelSettings = Object.freeze<ChannelSettings>({ ...DEFAULTS, mode: 'mentioned' });

/** The settings of a channel or chat that was never set. @param channel conversation id without thread. */
export function defaultsOf(channel: string): ChannelSettings {
  return channel.startsWith('19:') && isChatId(channel) ? IN_GROUP_CHAT : DEFAULTS;
}

/** The settings in force in a channel: those that were saved, or else the default. */
export async function channelSettingsOf(
  store: { findSettings(channel: string): Promise<{ readonly settings: ChannelSettings } | undefined> },
  channel: string,
): Promise<ChannelSettings> {
  return (await store.findSettings(channel))?.settings ?? defaultsOf(channel);
}

/** Keyed hashes of the people whom settings name. */
export function peopleNamedIn({ voters }: ChannelSettings): readonly string[] {
  return voters.who === 'named' ? voters.people : [];
}

/**
 * True if these settings allow a person to vote.
 * @param person keyed hash of the person. @param isOwner asked only where owners alone may.
 */
export async function mayVote(
  { voters }: ChannelSettings,
  person: string,
  isOwner: () => Promise<boolean>,
): Promise<boolean> {
  if (voters.who === 'everyone') return true;
  return voters.who === 'named' ? voters.people.includes(person) : isOwner();
}
