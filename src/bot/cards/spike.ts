// A channel has far more negative posts than usual.
import type { BusyHour } from '../../channel/figures.ts';
import { percentage } from '../../locale/numbers.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { spikeTexts } from '../texts/spike.ts';
import { type AdaptiveCard, adaptiveCard, heading, QUIET, text } from './adaptive.ts';
import { verdictChart } from './chart.ts';
import { type ListedPost, postList } from './post-list.ts';

export interface ShownSpike extends Omit<BusyHour, 'channel'> {
  /** Share of negatives that is usual, 0 to 1. */
  readonly usual: number;
  /** Hours in which nothing more is said about it. */
  readonly quietHours: number;
}

/** @param worst the most negative posts of the hour, with the way to each. */
export function spikeCard(
  language: ReaderLanguage,
  { posts, negative, neutral, usual, quietHours }: ShownSpike,
  worst: readonly ListedPost[],
): AdaptiveCard {
  const words = spikeTexts[language];
  const told = words.body(
    negative,
    posts,
    percentage(language, negative / posts),
    percentage(language, usual),
  );
  return adaptiveCard({
    lang: language,
    fallbackText: `📈 ${words.title}. ${told}`,
    speak: `${words.title}. ${told}`,
    body: [
      heading(`📈 ${words.title}`),
      text(told),
      ...verdictChart(language, {
        predictions: posts,
        negative,
        neutral,
        positive: posts - negative - neutral,
      }),
      ...postList(language, worst),
      text(words.quiet(quietHours), QUIET),
    ],
  });
}
