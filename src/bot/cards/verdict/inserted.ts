// The card that somebody inserts into a message of theirs: a post and its verdict. Nothing of it is kept, so there is
// nothing to vote on. Teams does not mark it as made by an AI, as it does a reply of the bot: it says so itself.

import type { ReaderLanguage } from '../../../locale/reader-language.ts';
import type { Verdict } from '../../../sentiment/verdict.ts';
import type { Topics } from '../../../topics/topics-file.ts';
import { verdictTexts } from '../../texts/verdict.ts';
import { type AdaptiveCard, adaptiveCard, QUIET, text } from '../adaptive.ts';
import { quote } from '../quote.ts';
import { topicLine } from './topics.ts';
import { banner, brandRules, headline } from './verdict.ts';

/** @param topics those of the model in service. */
export function insertedCard(
  verdict: Verdict,
  post: string,
  { language, topics }: { readonly language: ReaderLanguage; readonly topics: Topics | undefined },
): AdaptiveCard {
  const title = headline(verdict, language);
  return adaptiveCard({
    lang: language,
    fallbackText: title,
    speak: title,
    body: [
      banner(verdict, language),
      ...topicLine(verdict, topics, language),
      quote(post),
      text(verdictTexts[language].byAi, QUIET),
      ...brandRules(verdict, language),
      ...(verdict.truncated ? [text(`✂️ ${verdictTexts[language].truncated}`, { size: 'Small' })] : []),
    ],
  });
}
