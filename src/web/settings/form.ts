// The settings of a channel as the inputs of a form, and back. What the inputs mean is for the service to judge. Pure.
import type { ChannelSettings } from './questions.ts';

/** Texts as they stand in the inputs. */
export interface Inputs {
  readonly mode: string;
  /** Percentage. */
  readonly threshold: string;
  readonly answer: string;
  readonly language: string;
  /** `HH:MM`; both empty for no quiet hours. */
  readonly quietFrom: string;
  readonly quietTo: string;
  readonly timeZone: string;
  /** `none`, `day` or `week`. */
  readonly digest: string;
  readonly digestAt: string;
  /** `1` for Monday to `7` for Sunday. */
  readonly digestDay: string;
  /** `yes` or `no`. */
  readonly spikes: string;
  /** Hours; empty for never. */
  readonly remindAfter: string;
  readonly escalateAfter: string;
  /** Conversation id; empty for none. */
  readonly escalateTo: string;
  readonly who: string;
  /** Ids, separated by commas. */
  readonly people: string;
  /** Names or ids, separated by commas. */
  readonly bots: string;
}

export function inputsOf(settings: ChannelSettings): Inputs {
  const { mode, threshold, answer, language, quiet, timeZone, digest, spikes, voters, bots } = settings;
  return {
    mode,
    threshold: String(Math.round(threshold * 100)),
    answer,
    language,
    quietFrom: quiet?.from ?? '',
    quietTo: quiet?.to ?? '',
    timeZone,
    digest: digest?.every ?? 'none',
    digestAt: digest?.at ?? '09:00',
    digestDay: String(digest?.every === 'week' ? digest.weekday : 1),
    spikes: spikes ? 'yes' : 'no',
    remindAfter: String(settings.reminders?.remindAfter ?? ''),
    escalateAfter: String(settings.reminders?.escalateAfter ?? ''),
    escalateTo: settings.reminders?.escalateTo ?? '',
    who: voters.who,
    people: voters.who === 'named' ? voters.people.join(', ') : '',
    bots: bots.join(', '),
  };
}

/** @returns what to send; the service checks it. */
export function settingsIn(inputs: Inputs): object {
  const { mode, threshold, answer, language, quietFrom: from, quietTo: to, timeZone, who } = inputs;
  const people = listed(inputs.people);
  return {
    mode,
    threshold: Number(threshold) / 100,
    answer,
    language,
    quiet: from || to ? { from, to } : null,
    timeZone,
    digest: digestIn(inputs),
    spikes: inputs.spikes === 'yes',
    ...remindersIn(inputs),
    voters: who === 'named' ? { who, people } : { who },
    bots: listed(inputs.bots),
  };
}

/** Without any, there is nothing to keep. */
function remindersIn({ remindAfter, escalateAfter, escalateTo }: Inputs): object {
  if (!remindAfter && !escalateAfter && !escalateTo) return {};
  const hours = (text: string) => (text ? Number(text) : null);
  return {
    reminders: {
      remindAfter: hours(remindAfter),
      escalateAfter: hours(escalateAfter),
      escalateTo: escalateTo || null,
    },
  };
}

function listed(names: string): string[] {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

function digestIn({ digest: every, digestAt: at, digestDay }: Inputs): object | null {
  if (every === 'none') return null;
  return every === 'week' ? { every, at, weekday: Number(digestDay) } : { every, at };
}
