// When a channel is told of posts that wait for an answer: each post once, after its time, in the hours of the channel.
import { areQuiet, timeAwake } from '../channel/quiet-hours.ts';
import type { ChannelSettings } from '../channel/settings.ts';

const HOUR = 3_600_000;

export const REMINDERS = ['reminder', 'escalation'] as const;
export type ReminderKind = (typeof REMINDERS)[number];

/** A post that nobody has. */
export interface OpenPost {
  readonly id: string;
  /** When it began to wait, milliseconds since 1970-01-01T00:00Z. */
  readonly openedAt: number;
}

/** What is told where. */
export interface ReminderPlan {
  readonly kind: ReminderKind;
  /** Milliseconds that a post waits first, in the hours of the channel. */
  readonly after: number;
  /** The channel that is told, by its conversation id. */
  readonly to: string;
}

/** @returns what a channel wants to be told at `now`; nothing while it is quiet or silent. */
export function reminderPlans(
  channel: string,
  { reminders, mode, quiet, timeZone }: ChannelSettings,
  now: number,
): readonly ReminderPlan[] {
  if (!reminders || mode === 'silent' || (quiet && areQuiet(quiet, timeZone, now))) return [];
  const { remindAfter, escalateAfter, escalateTo } = reminders;
  return [
    ...(remindAfter === null ? [] : [{ kind: 'reminder', after: remindAfter * HOUR, to: channel } as const]),
    ...(escalateAfter === null || escalateTo === null || escalateTo === channel
      ? []
      : [{ kind: 'escalation', after: escalateAfter * HOUR, to: escalateTo } as const]),
  ];
}

/** Those that have waited for long enough. */
export function duePosts(
  posts: readonly OpenPost[],
  { after }: Pick<ReminderPlan, 'after'>,
  { quiet, timeZone }: Pick<ChannelSettings, 'quiet' | 'timeZone'>,
  now: number,
): readonly OpenPost[] {
  return posts.filter(({ openedAt }) => timeAwake(quiet, timeZone, { since: openedAt, until: now }) >= after);
}

/** What reminders need from a store. src/storage implements it. */
export interface ReminderStore<Outgoing> {
  /** The posts of a channel that nobody has and that were not told of in this way, the first one first. */
  untold(
    channel: string,
    kind: ReminderKind,
    opened: { readonly since: number; readonly until: number },
    most: number,
  ): Promise<readonly OpenPost[]>;
  /**
   * Marks posts as told of, those alone that still wait and that nobody else has told of meanwhile, and queues the messages about
   * them in the same transaction.
   * @param compose gets their ids. @returns how many.
   */
  tell(
    kind: ReminderKind,
    ids: readonly string[],
    at: number,
    compose: (ids: readonly string[]) => readonly Outgoing[],
  ): Promise<number>;
}
