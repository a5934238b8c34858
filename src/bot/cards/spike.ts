// A channel has far more negative posts than usual.
import type { Share } from '../../channel/figures.ts';
import { percentage } from '../../locale/numbers.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { digestTextsIn } from '../texts/digest-texts.ts';
import { type AdaptiveCard, adaptiveCard, QUIET, text } from './adaptive.ts';
import { verdictChart } from './chart.ts';
import { type ListedPost, postList } from './post-list.ts';

export interface ShownSpike extends Share {
  /** Share of negatives that is usual, 0 to 1. */
  readonly usual: number;
  /** Hours in which nothing more is said about it. */
  readonly quietHours: number;
}

/** @param worst the most negative posts of the hour, with the way to each. */
export function spikeCard(
  language: ReaderLanguage,
  { posts, negative, usual, quietHours }: ShownSpike,
  worst: readonly ListedPost[],
): AdaptiveCard {
  const words = digestTextsIn(language);
  const told = words.spikeBody(
    negative,
    posts,
    percentage(language, negative / posts),
    percentage(language, usual),
  );
  return adaptiveCard({
    lang: language,
    fallbackText: `📈 ${words.spike}. ${told}`,
    speak: `${words.spike}. ${told}`,
    body: [
      text(`📈 ${words.spike}`, { size: 'Large', weight: 'Bolder', style: 'heading' }),
      text(told),
      ...verdictChart(language, { predictions: posts, negative }),
      ...postList(language, words.worst, worst),
      text(words.spikeQuiet(quietHours), QUIET),
    ],
  });
}
