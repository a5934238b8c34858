// The language in which a person reads. (The language of a post is another matter: src/sentiment.)

export type ReaderLanguage = 'fr' | 'en';

/** French for `fr`, `fr-CA` and for a missing locale; English for every other. */
export function readerLanguage(locale: string | null | undefined): ReaderLanguage {
  return !locale || /^fr(?:$|[-_])/i.test(locale) ? 'fr' : 'en';
}
