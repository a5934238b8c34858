// What each database is asked to find words in posts: FTS5 of SQLite, tsvector of PostgreSQL.
import type { SearchTerm } from '../../../feedback/posts.ts';
import { searchWordsOf } from '../../../feedback/search-terms.ts';

/** PostgreSQL keeps positions up to here. */
const LAST_POSITION = 16_383;

/** A query of FTS5. Words are letters and digits, so that quotes hold them. */
export function toFtsQuery(terms: readonly SearchTerm[]): string {
  return terms.map((ways) => `(${ways.map((words) => `"${words.join(' ')}"`).join(' OR ')})`).join(' AND ');
}

/** The same as a `tsquery`. */
export function toTsQuery(terms: readonly SearchTerm[]): string {
  return tsQueryOf(terms, ' <-> ');
}

/** The same wherever the words stand, which phrases do not allow: a `tsquery` that an index answers without the posts. */
export function toTsQueryOfWords(terms: readonly SearchTerm[]): string {
  return tsQueryOf(terms, ' & ');
}

function tsQueryOf(terms: readonly SearchTerm[], between: ' <-> ' | ' & '): string {
  const row = (words: readonly string[]) => `(${words.map((word) => `'${word}'`).join(between)})`;
  return terms.map((ways) => `(${ways.map(row).join(' | ')})`).join(' & ');
}

/** The words of a post with their positions, as PostgreSQL writes a `tsvector`. */
export function toTsVector(text: string): string {
  return searchWordsOf(text)
    .map((word, i) => `'${word}':${Math.min(i + 1, LAST_POSITION)}`)
    .join(' ');
}
