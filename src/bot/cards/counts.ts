// Counts of verdicts and votes as lines of a card.
import type { VerdictCounts } from '../../feedback/statistics.ts';
import { percentage } from '../../locale/numbers.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import { figureTexts } from '../texts/figures.ts';
import type { Fact } from './adaptive.ts';

export function countFacts(
  language: ReaderLanguage,
  { predictions, negative, neutral, positive, uncertain, up, down }: VerdictCounts,
): Fact[] {
  const words = figureTexts[language];
  const share = (count: number) =>
    predictions === 0 ? '0' : words.withShare(count, percentage(language, count / predictions));
  return [
    { title: words.posts, value: `${predictions}` },
    { title: words.negative, value: share(negative) },
    { title: words.neutral, value: share(neutral) },
    { title: words.positive, value: share(positive) },
    { title: words.uncertain, value: share(uncertain) },
    { title: words.votes, value: `👍 ${up} · 👎 ${down}` },
  ];
}
