// The inputs of the settings card, read as settings. Hosts send them as text.
import { z } from 'zod';
import { ChannelSettings, NO_REMINDERS } from '../../channel/settings.ts';
import type { SettingsTexts } from '../texts/settings.ts';

/** Forms that have only some of the settings send no more: what is not sent stays as it is. */
const Inputs = z.looseObject({
  mode: z.unknown().optional(),
  threshold: z.coerce.number().catch(Number.NaN).optional(),
  answer: z.unknown().optional(),
  language: z.unknown().optional(),
  quietFrom: z.string().trim().catch('').optional(),
  quietTo: z.string().trim().catch('').optional(),
  timeZone: z.string().trim().catch('').optional(),
  digest: z.unknown().optional(),
  digestAt: z.string().trim().catch('').optional(),
  digestDay: z.coerce.number().catch(Number.NaN).optional(),
  spikes: z.unknown().optional(),
  remindAfter: z.coerce.number().catch(Number.NaN).optional(),
  escalateAfter: z.coerce.number().catch(Number.NaN).optional(),
  escalateTo: z.string().catch('').optional(),
  who: z.unknown().optional(),
  people: z.string().catch(''),
  bots: z.string().catch('').optional(),
});

export interface FormContext {
  /** Gives the keyed hash of a person whom the host names. */
  readonly hash: (person: string) => string;
  /** Conversation ids of the channels that may be told of posts that wait. */
  readonly channels: readonly string[];
}

/** When a digest comes that is switched on without saying when: on Mondays, in the morning. */
const USUAL = { at: '09:00', weekday: 1 };

export interface Form {
  /** Undefined when an input is wrong. */
  readonly settings: ChannelSettings | undefined;
  /** The labels of the inputs that are wrong. */
  readonly wrong: readonly string[];
}

/**
 * @param sent what the card sent.
 * @param current the settings in force: people who were named stay when nobody else is picked.
 */
export function readForm(
  sent: unknown,
  current: ChannelSettings,
  words: SettingsTexts,
  { hash, channels }: FormContext,
): Form {
  const inputs = Inputs.parse(sent);
  const { mode, threshold, answer, language, timeZone, spikes } = inputs;
  const { data, error } = ChannelSettings.safeParse({
    mode: mode ?? current.mode,
    threshold: threshold === undefined ? current.threshold : threshold / 100,
    answer: answer ?? current.answer,
    language: language ?? current.language,
    timeZone: timeZone ?? current.timeZone,
    quiet: quietOf(inputs, current),
    digest: digestOf(inputs, current),
    spikes: spikes === undefined ? current.spikes : spikes === 'yes',
    voters: votersOf(inputs, current, hash),
    reminders: remindersOf(inputs, current, channels),
    bots: inputs.bots === undefined ? current.bots : listed(inputs.bots),
  });
  const fields = new Set(error?.issues.map(({ path: [field] }) => field as keyof ChannelSettings));
  if (data && tellsNobody(inputs, data)) return { settings: undefined, wrong: [words.escalateTo] };
  return { settings: data, wrong: [...fields].map((field) => words[field]) };
}

function quietOf({ quietFrom, quietTo }: z.output<typeof Inputs>, { quiet }: ChannelSettings): unknown {
  if (quietFrom === undefined && quietTo === undefined) return quiet;
  return quietFrom || quietTo ? { from: quietFrom, to: quietTo } : null;
}

/** Without any, nothing is kept of them. A channel that was not offered is not believed, unless it stands already. */
function remindersOf(
  { remindAfter, escalateAfter, escalateTo: to }: z.output<typeof Inputs>,
  { reminders: before = NO_REMINDERS }: ChannelSettings,
  channels: readonly string[],
): unknown {
  const hours = (input: number | undefined, current: number | null) =>
    input === undefined ? current : input === 0 ? null : input;
  const known = to !== undefined && [...channels, before.escalateTo].includes(to) ? to : null;
  const reminders = {
    remindAfter: hours(remindAfter, before.remindAfter),
    escalateAfter: hours(escalateAfter, before.escalateAfter),
    escalateTo: to === undefined ? before.escalateTo : known,
  };
  return Object.values(reminders).some((value) => value !== null) ? reminders : undefined;
}

/** After so many hours a second channel is to be told, but none was chosen. */
function tellsNobody(
  { escalateAfter: sent }: z.output<typeof Inputs>,
  { reminders }: ChannelSettings,
): boolean {
  return sent !== undefined && reminders?.escalateAfter != null && reminders.escalateTo === null;
}

function digestOf(inputs: z.output<typeof Inputs>, { digest }: ChannelSettings): unknown {
  const { digest: every } = inputs;
  if (every === undefined) return digest;
  if (every === 'none') return null;
  const at = inputs.digestAt ?? digest?.at ?? USUAL.at;
  const before = digest?.every === 'week' ? digest.weekday : USUAL.weekday;
  return every === 'week' ? { every, at, weekday: inputs.digestDay ?? before } : { every, at };
}

function votersOf(
  { who, people }: z.output<typeof Inputs>,
  { voters }: ChannelSettings,
  hash: (person: string) => string,
): unknown {
  if (who === undefined) return voters;
  if (who !== 'named') return { who };
  const picked = listed(people);
  const before = voters.who === 'named' ? voters.people : [];
  return { who, people: picked.length > 0 ? picked.map(hash) : before };
}

function listed(names: string): string[] {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}
