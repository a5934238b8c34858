// Counts of verdicts and votes as lines of a card.
import type { VerdictCounts } from '../../feedback/statistics.ts';
import { digestTextsIn } from '../texts/digest-texts.ts';
import { percentage, type ReaderLanguage } from '../texts/texts.ts';

interface Fact {
  readonly title: string;
  readonly value: string;
}

export function countFacts(
  language: ReaderLanguage,
  { predictions, negative, uncertain, up, down }: VerdictCounts,
): Fact[] {
  const words = digestTextsIn(language);
  const share = (count: number) =>
    predictions === 0 ? '0' : words.ofPosts(count, percentage(language, count / predictions));
  return [
    { title: words.posts, value: `${predictions}` },
    { title: words.negative, value: share(negative) },
    { title: words.uncertain, value: share(uncertain) },
    { title: words.votes, value: `👍 ${up} · 👎 ${down}` },
  ];
}
