// The summary of a thread or of a channel.
import type { Summary } from '../../channel/summary.ts';
import { percentage } from '../../locale/numbers.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { Topics } from '../../topics/topics-file.ts';
import { figureTexts } from '../texts/figures.ts';
import { summaryTexts } from '../texts/summary.ts';
import { type AdaptiveCard, adaptiveCard, factSet, heading, text } from './adaptive.ts';
import { channelLine } from './channel-line.ts';
import { verdictChart } from './chart.ts';
import { countFacts } from './counts.ts';
import { type ListedPost, postList } from './post-list.ts';
import { topicSection } from './topics.ts';

/** @param name of the channel, if it is known and all of it is summed up. @param knownTopics those of the model in service. @param worst those of the summary, with the way to each. */
export function summaryCard(
  language: ReaderLanguage,
  {
    days,
    counts,
    topics,
    name,
    knownTopics,
  }: Pick<Summary, 'days' | 'counts' | 'topics'> & {
    readonly name?: string | undefined;
    readonly knownTopics?: Topics | undefined;
  },
  worst: readonly ListedPost[],
): AdaptiveCard {
  const words = summaryTexts[language];
  const { predictions, negative } = counts;
  const title = days === undefined ? words.ofThread : words.ofDays(days);
  const { nothing } = figureTexts[language];
  const told =
    predictions === 0 ? nothing : words.counts(counts, percentage(language, negative / predictions));
  return adaptiveCard({
    lang: language,
    fallbackText: `📊 ${title}. ${told}`,
    speak: `${title}. ${told}`,
    body: [
      heading(`📊 ${title}`),
      ...channelLine(name),
      ...(predictions === 0 ? [text(nothing)] : [factSet(countFacts(language, counts))]),
      ...verdictChart(language, counts),
      ...topicSection(language, knownTopics, topics),
      ...postList(language, worst),
    ],
  });
}
