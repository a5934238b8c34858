// What each database is asked to find words in posts: FTS5 of SQLite, tsvector of PostgreSQL.
import type { SearchTerm } from '../../../feedback/posts.ts';
import { LONGEST_WORD, searchWordsOf } from '../../../feedback/search-terms.ts';
import type { Database } from '../../engine/database.ts';
import { AS_WRITTEN, READ_ALIKE } from '../../engine/migrations/word-triggers.ts';

/** PostgreSQL keeps positions up to here. */
const LAST_POSITION = 16_383;

/** A character that the tokenizer of FTS5 may read otherwise, or a word that is longer than those that are compared. */
const READ_OTHERWISE = new RegExp(`[^${READ_ALIKE}]|[\\p{L}\\p{N}]{${LONGEST_WORD + 1}}`, 'u');

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

/**
 * What the index of words is told of a post: all of it on PostgreSQL, as text of a `tsvector`, and on SQLite what its tokenizer
 * would read otherwise, or that it should read the text as it is.
 */
export function wordsToIndex(kind: Database['kind'], text: string): string {
  if (kind === 'postgres') return toTsVector(text);
  return READ_OTHERWISE.test(text) ? wordsToTell(text) : AS_WRITTEN;
}

export const wordsToTell = (text: string) => searchWordsOf(text).join(' ');

/** The words of a post with their positions, as PostgreSQL writes a `tsvector`. */
export function toTsVector(text: string): string {
  return searchWordsOf(text)
    .map((word, i) => `'${word}':${Math.min(i + 1, LAST_POSITION)}`)
    .join(' ');
}
