// Dates and times as each language writes them: in English the day stands before the month, as in all its other texts here.
import type { ReaderLanguage } from './reader-language.ts';

const LOCALES: Readonly<Record<ReaderLanguage, string>> = { fr: 'fr-FR', en: 'en-GB' };

export function dateFormat(
  language: ReaderLanguage,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(LOCALES[language], options);
}
