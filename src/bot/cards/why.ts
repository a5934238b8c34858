// The part of a verdict card that says why: its numbers, and the words that weighed most.

import { decimal } from '../../locale/numbers.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { Verdict } from '../../sentiment/verdict.ts';
import type { HeavyWord, Why } from '../../sentiment/why/find-why.ts';
import { whyTexts } from '../texts/why.ts';
import { type CardElement, QUIET, richText, run, text } from './adaptive.ts';
import { shortened } from './quote.ts';

/** Characters of a word that are shown; a longer one is an address or a laugh. */
const LONGEST_WORD = 40;

/** Where brand rules made the verdict, these are the reasons of the model for what it said by itself. */
export function whySection(
  { model, brand, ...verdict }: Verdict,
  why: Why,
  language: ReaderLanguage,
): CardElement[] {
  const words = whyTexts[language];
  const { probability } = brand?.own ?? verdict;
  return [
    text(`💡 ${words.title}`, { weight: 'Bolder', separator: true, spacing: 'Medium' }),
    ...reasons(why, language),
    text(words.numbers(decimal(language, probability), model), QUIET),
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
