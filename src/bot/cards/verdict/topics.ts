// What a post is about, on the card of its verdict.
import type { ReaderLanguage } from '../../../locale/reader-language.ts';
import type { Verdict } from '../../../sentiment/verdict.ts';
import { shownTopics } from '../../../topics/shown-topics.ts';
import type { Topics } from '../../../topics/topics-file.ts';
import { topicTexts } from '../../texts/topics.ts';
import { type CardElement, richText, run } from '../adaptive.ts';

/** Topics that a card names. */
const MOST = 2;

/** `bagages · remboursement (à vérifier)`; nothing for a post about none, or of a model without topics. */
export function topicWords(
  verdict: Verdict,
  topics: Topics | undefined,
  language: ReaderLanguage,
): string | undefined {
  const words = topicTexts[language];
  const named = shownTopics(verdict, topics, language)
    .slice(0, MOST)
    .map(({ called, toCheck }) => (toCheck ? words.toCheck(called) : called));
  return named.length > 0 ? named.join(' · ') : undefined;
}

export function topicLine(
  verdict: Verdict,
  topics: Topics | undefined,
  language: ReaderLanguage,
): CardElement[] {
  const words = topicWords(verdict, topics, language);
  return words === undefined ? [] : [richText([run(`🏷️ ${words}`)], { spacing: 'Small' })];
}
