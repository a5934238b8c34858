// Sentences in both languages, side by side: the type makes sure that neither lacks one.
import type { ReaderLanguage } from './reader-language.ts';

export type Bilingual<Texts> = Readonly<Record<ReaderLanguage, Texts>>;
