// The part of a verdict card that says why: its numbers, and the words that weighed most.

import { percentage } from '../../../locale/numbers.ts';
import type { ReaderLanguage } from '../../../locale/reader-language.ts';
import { LABELS, type Verdict } from '../../../sentiment/verdict.ts';
import type { HeavyWord, Why } from '../../../sentiment/why/find-why.ts';
import { verdictTexts } from '../../texts/verdict.ts';
import { whyTexts } from '../../texts/why.ts';
import { type CardElement, QUIET, richText, run, text } from '../adaptive.ts';
import { shortened } from '../quote.ts';

/** Characters of a word that are shown; a longer one is an address or a laugh. */
const LONGEST_WORD = 40;

/** Where brand rules made the verdict, these are the reasons of the model for what it said by itself. */
export function whySection(
  { model, brand, ...verdict }: Verdict,
  why: Why,
  language: ReaderLanguage,
): CardElement[] {
  const words = whyTexts[language];
  const { verdict: names, language: languages, byAi } = verdictTexts[language];
  const { scores } = brand?.own ?? verdict;
  const shares = LABELS.map((label) => `${names[label]} ${percentage(language, scores[label])}`);
  return [
    text(`💡 ${words.title}`, { weight: 'Bolder', separator: true, spacing: 'Medium' }),
    ...reasons(why, language),
    text(shares.join(' · '), QUIET),
    text(words.about(byAi, languages[verdict.language], model), { ...QUIET, spacing: 'None' }),
  ];
}

function reasons(why: Why, language: ReaderLanguage): CardElement[] {
  const words = whyTexts[language];
  if ('missing' in why) return [text(words.missing[why.missing])];
  if (why.words.length === 0) return [text(words.evenly)];
  const line = ({ word, speaks }: HeavyWord) =>
    richText(
      [
        run(words.quoted(shortened(word, LONGEST_WORD)), { weight: 'Bolder' }),
        run(` ${words.speaks[speaks]}`),
      ],
      { spacing: 'Small' },
    );
  return [text(words.weighed), ...why.words.map(line)];
}
