// What each database is asked to find words in posts: FTS5 of SQLite, tsvector of PostgreSQL.
import type { SearchTerm } from '../../../feedback/posts.ts';
import { searchWordsOf } from '../../../feedback/search-terms.ts';

/** PostgreSQL keeps positions up to here. */
const LAST_POSITION = 16_383;

/** A query of FTS5. Words are letters and digits, so that quotes hold them. */
export function toFtsQuery(terms: readonly SearchTerm[]): string {
  return terms.map((term) => `(${sequencesOf(term).map(quotedPhrase).join(' OR ')})`).join(' AND ');
}

/** The same as a `tsquery`. */
export function toTsQuery(terms: readonly SearchTerm[]): string {
  const word = (forms: readonly string[]) => `(${forms.map((form) => `'${form}'`).join(' | ')})`;
  return terms.map((term) => `(${term.map(word).join(' <-> ')})`).join(' & ');
}

/** The same wherever the words stand, which phrases do not allow: a `tsquery` that an index answers without the posts. */
export function toTsQueryOfWords(terms: readonly SearchTerm[]): string {
  return toTsQuery(terms.flatMap((term) => term.map((forms) => [forms])));
}

/** The words of a post with their positions, as PostgreSQL writes a `tsvector`. */
export function toTsVector(text: string): string {
  return searchWordsOf(text)
    .map((word, i) => `'${word}':${Math.min(i + 1, LAST_POSITION)}`)
    .join(' ');
}

const quotedPhrase = (words: readonly string[]) => `"${words.join(' ')}"`;

/** Every way to spell words in a row. */
function sequencesOf(term: SearchTerm): string[][] {
  return term.reduce<string[][]>(
    (begun, forms) => begun.flatMap((words) => forms.map((form) => [...words, form])),
    [[]],
  );
}
