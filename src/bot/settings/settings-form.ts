// The inputs of the settings card, read as settings. Hosts send them as text.
import { z } from 'zod';
import { ChannelSettings } from '../../channel/settings.ts';
import type { SettingsTexts } from '../texts/settings.ts';

const Inputs = z.looseObject({
  mode: z.unknown(),
  threshold: z.coerce.number().catch(Number.NaN),
  answer: z.unknown(),
  language: z.unknown(),
  quietFrom: z.string().trim().catch(''),
  quietTo: z.string().trim().catch(''),
  timeZone: z.string().trim().catch(''),
  /** Cards of before there were digests send none of these: then they stay as they are. */
  digest: z.unknown().optional(),
  digestAt: z.string().trim().catch(''),
  digestDay: z.coerce.number().catch(Number.NaN),
  spikes: z.unknown().optional(),
  who: z.unknown(),
  people: z.string().catch(''),
});

export interface Form {
  /** Undefined when an input is wrong. */
  readonly settings: ChannelSettings | undefined;
  /** The labels of the inputs that are wrong. */
  readonly wrong: readonly string[];
}

/**
 * @param sent what the card sent.
 * @param current the settings in force: people who were named stay when nobody else is picked.
 * @param hash gives the keyed hash of a person whom the host names.
 */
export function readForm(
  sent: unknown,
  current: ChannelSettings,
  words: SettingsTexts,
  hash: (person: string) => string,
): Form {
  const inputs = Inputs.parse(sent);
  const { quietFrom: from, quietTo: to } = inputs;
  const { data, error } = ChannelSettings.safeParse({
    mode: inputs.mode,
    threshold: inputs.threshold / 100,
    answer: inputs.answer,
    language: inputs.language,
    timeZone: inputs.timeZone,
    quiet: from || to ? { from, to } : null,
    digest: digestOf(inputs, current),
    spikes: inputs.spikes === undefined ? current.spikes : inputs.spikes === 'yes',
    voters: votersOf(inputs, current, hash),
  });
  const fields = new Set(error?.issues.map(({ path: [field] }) => field as keyof ChannelSettings));
  return { settings: data, wrong: [...fields].map((field) => words[field]) };
}

function digestOf(
  { digest: every, digestAt: at, digestDay: weekday }: z.output<typeof Inputs>,
  { digest }: ChannelSettings,
): unknown {
  if (every === undefined) return digest;
  if (every === 'none') return null;
  return every === 'week' ? { every, at, weekday } : { every, at };
}

function votersOf(
  { who, people }: z.output<typeof Inputs>,
  { voters }: ChannelSettings,
  hash: (person: string) => string,
): unknown {
  if (who !== 'named') return { who };
  const picked = people
    .split(',')
    .map((id) => id.trim())
    .filter(Boolean);
  const before = voters.who === 'named' ? voters.people : [];
  return { who, people: picked.length > 0 ? picked.map(hash) : before };
}
