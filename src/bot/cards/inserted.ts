// The card that somebody inserts into a message of theirs: a post and its verdict. Nothing of it is kept, so there is
// nothing to vote on.

import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { Verdict } from '../../sentiment/verdict.ts';
import { verdictTexts } from '../texts/verdict.ts';
import { type AdaptiveCard, adaptiveCard, text } from './adaptive.ts';
import { quote } from './quote.ts';
import { banner, brandRules, headline } from './verdict.ts';

export function insertedCard(verdict: Verdict, post: string, language: ReaderLanguage): AdaptiveCard {
  const title = headline(verdict, language);
  return adaptiveCard({
    lang: language,
    fallbackText: title,
    speak: title,
    body: [
      banner(verdict, language),
      quote(post),
      ...brandRules(verdict, language),
      ...(verdict.truncated ? [text(`✂️ ${verdictTexts[language].truncated}`, { size: 'Small' })] : []),
    ],
  });
}
