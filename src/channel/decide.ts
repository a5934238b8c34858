// Decides whether and how a verdict is shown in its channel.
import type { Verdict } from '../sentiment/verdict.ts';
import { areQuiet } from './quiet-hours.ts';
import type { ChannelSettings } from './settings.ts';

/** What is put under a post: a whole card, one line, or nothing. */
export type Showing = ChannelSettings['answer'] | 'nothing';

/**
 * @param mentioned whether the author called the bot: then they wait for an answer, whatever the mode and the hour, save
 *   in a channel that is to be silent.
 * @param now milliseconds since 1970-01-01T00:00Z.
 */
export function decide(
  settings: ChannelSettings,
  verdict: Pick<Verdict, 'label' | 'probability' | 'certain'>,
  mentioned: boolean,
  now: number,
): Showing {
  const { mode, quiet, timeZone, answer } = settings;
  if (mode === 'silent') return 'nothing';
  if (mentioned) return answer;
  if (mode === 'mentioned') return 'nothing';
  if (quiet && areQuiet(quiet, timeZone, now)) return 'nothing';
  return mode === 'every' || isWorthAnswering(settings, verdict) ? answer : 'nothing';
}

/** A certain neutral never is. */
function isWorthAnswering(
  { mode, threshold }: ChannelSettings,
  { label, probability, certain }: Pick<Verdict, 'label' | 'probability' | 'certain'>,
): boolean {
  if (mode === 'negative-or-uncertain' && !certain) return true;
  return label === 'negative' && 1 - probability >= threshold;
}
