// The two languages of the page, and who reads which.
import { createContext, useContext } from 'react';
import { en, fr, type PageTexts } from './texts/page-texts.ts';

export type ReaderLanguage = 'fr' | 'en';

/** French for `fr`, `fr-CA` and for a missing locale; English for every other. */
export function readerLanguage(locale: string | null | undefined): ReaderLanguage {
  return !locale || /^fr(?:$|[-_])/i.test(locale) ? 'fr' : 'en';
}

export const LanguageContext = createContext<ReaderLanguage>('fr');

export function useLanguage(): ReaderLanguage {
  return useContext(LanguageContext);
}

/** Every sentence of the page, in the reader's language. */
export function useTexts(): PageTexts {
  return useLanguage() === 'fr' ? fr : en;
}
