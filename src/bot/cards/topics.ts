// What the posts of a period are about, as lines of a card.
import type { TopicCounts } from '../../channel/figures.ts';
import type { TopicTrend } from '../../channel/topic-trends.ts';
import { capitalised } from '../../locale/capitalised.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { topicCalled } from '../../topics/shown-topics.ts';
import type { Topics } from '../../topics/topics-file.ts';
import { topicTexts } from '../texts/topics.ts';
import { type CardElement, type Fact, factSet, text } from './adaptive.ts';

/** Topics that a card counts. */
const MOST = 5;

/**
 * `Bagages: 14, dont 11 négatifs, +6` for each of the most frequent topics, and a title; undefined where no post is about any.
 * @param known those of the model in service.
 */
export function countedTopics(
  language: ReaderLanguage,
  known: Topics | undefined,
  topics: readonly (TopicCounts | TopicTrend)[],
): { readonly title: string; readonly facts: readonly Fact[] } | undefined {
  if (topics.length === 0) return undefined;
  const words = topicTexts[language];
  const changeOf = (counts: TopicCounts | TopicTrend) => ('change' in counts ? counts.change : undefined);
  return {
    title: topics.some((counts) => changeOf(counts) !== undefined) ? words.titleCompared : words.title,
    facts: topics.slice(0, MOST).map((counts) => ({
      title: capitalised(topicCalled(counts.topic, known, language)),
      value: words.counts(counts.posts, counts.negative, changeOf(counts)),
    })),
  };
}

export function topicSection(...asked: Parameters<typeof countedTopics>): CardElement[] {
  const counted = countedTopics(...asked);
  if (!counted) return [];
  return [
    text(counted.title, { weight: 'Bolder', spacing: 'Medium', separator: true }),
    factSet(counted.facts),
  ];
}
