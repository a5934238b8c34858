// Cuts a post into what is marked and what is not: the few words that weighed most stand out.
import { heaviest } from '../../sentiment/why/heaviest.ts';
import type { Word } from '../api.ts';

export interface Piece {
  readonly text: string;
  /** Whether a marked piece speaks for the verdict; null for the text between. */
  readonly speaks: 'for' | 'against' | null;
}

/** The pieces of a post, in order; together they are the post. */
export function markWords(post: string, words: readonly Word[]): readonly Piece[] {
  const marked = heaviest(words).toSorted((a, b) => a.start - b.start);
  const pieces: Piece[] = [];
  let at = 0;
  for (const { start, end, weight } of marked) {
    pieces.push({ text: post.slice(at, start), speaks: null });
    pieces.push({ text: post.slice(start, end), speaks: weight > 0 ? 'for' : 'against' });
    at = end;
  }
  pieces.push({ text: post.slice(at), speaks: null });
  return pieces.filter(({ text }) => text !== '');
}
