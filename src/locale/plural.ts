// Numbers in a sentence, with the form of the noun that each language wants.
import type { ReaderLanguage } from './reader-language.ts';

type Forms = readonly [one: string, other: string];

export interface Counting {
  /** The number as the language writes it, e.g. `1 234` (with a no-break space) or `1,234`. */
  number(value: number): string;
  /** The form alone, e.g. of a participle: `relu` or `relus`. */
  form(value: number, ...forms: Forms): string;
  /** Number and form, e.g. `1 post` or `12 posts`. */
  count(value: number, ...forms: Forms): string;
}

function countingIn(language: ReaderLanguage): Counting {
  const rules = new Intl.PluralRules(language);
  const format = new Intl.NumberFormat(language);
  const number = (value: number) => format.format(value);
  // French has a third form, as in "un million de posts": the plural does for it.
  const form = (value: number, ...[one, other]: Forms) => (rules.select(value) === 'one' ? one : other);
  return { number, form, count: (value, ...forms) => `${number(value)} ${form(value, ...forms)}` };
}

export const inFrench = countingIn('fr');
export const inEnglish = countingIn('en');
