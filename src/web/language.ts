// The reader's language, for every component of the page.
import { createContext, useContext } from 'react';
import type { ReaderLanguage } from '../locale/reader-language.ts';
import { en, fr, type PageTexts } from './texts/page-texts.ts';

export const LanguageContext = createContext<ReaderLanguage>('fr');

export function useLanguage(): ReaderLanguage {
  return useContext(LanguageContext);
}

/** Every sentence of the page, in the reader's language. */
export function useTexts(): PageTexts {
  return useLanguage() === 'fr' ? fr : en;
}
