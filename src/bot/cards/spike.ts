// A channel has far more negative posts than usual, in all or about a topic.
import type { BusyHour } from '../../channel/figures.ts';
import { capitalised } from '../../locale/capitalised.ts';
import { percentage } from '../../locale/numbers.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { spikeTexts } from '../texts/spike.ts';
import { topicTexts } from '../texts/topics.ts';
import { type AdaptiveCard, adaptiveCard, heading, QUIET, richText, run, text } from './adaptive.ts';
import { verdictChart } from './chart.ts';
import { type ListedPost, postList } from './post-list.ts';

export interface ShownSpike extends Omit<BusyHour, 'channel'> {
  /** Share of negatives that is usual, 0 to 1; undefined where their share is as usual, and only that of a topic is not. */
  readonly usual: number | undefined;
  /** The topics that are far more frequent than usual among the negatives. */
  readonly topics: readonly ShownTopicSpike[];
  /** Hours in which nothing more is said about it. */
  readonly quietHours: number;
}

export interface ShownTopicSpike {
  /** What it is called in the language of the card. */
  readonly called: string;
  /** Negatives of the hour that are about it, and their usual share of all posts. */
  readonly negative: number;
  readonly usual: number;
}

/** @param worst the most negative posts of the hour, with the way to each. */
export function spikeCard(
  language: ReaderLanguage,
  { posts, negative, neutral, usual, topics, quietHours }: ShownSpike,
  worst: readonly ListedPost[],
): AdaptiveCard {
  const words = spikeTexts[language];
  const share = (part: number) => percentage(language, part);
  const lines = topics.map((topic) =>
    topicTexts[language].spikeLine(capitalised(topic.called), topic.negative, posts, [
      share(topic.negative / posts),
      share(topic.usual),
    ]),
  );
  const title =
    usual === undefined ? topicTexts[language].spike(topics.map(({ called }) => called)) : words.title;
  const told =
    usual === undefined
      ? lines.join(' ')
      : words.body(negative, posts, share(negative / posts), share(usual));
  return adaptiveCard({
    lang: language,
    fallbackText: `📈 ${title}. ${told}`,
    speak: `${title}. ${told}`,
    body: [
      heading(`📈 ${title}`),
      ...(usual === undefined ? [] : [text(told)]),
      ...lines.map((line) => richText([run(`🏷️ ${line}`)], { spacing: 'Small' })),
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
