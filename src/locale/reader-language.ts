// The language in which a person reads. (The language of a post is another matter: src/sentiment.)

export const READER_LANGUAGES = ['fr', 'en'] as const;
export type ReaderLanguage = (typeof READER_LANGUAGES)[number];

/** French for `fr`, `fr-CA` and for a missing locale; English for every other. */
export function readerLanguage(locale: string | null | undefined): ReaderLanguage {
  return !locale || /^fr(?:$|[-_])/i.test(locale) ? 'fr' : 'en';
}
