// How far the model read into a post that is longer than its window.
import type { Classifier, ClassifyOptions } from '../verdict.ts';
import { wordsOf } from './words.ts';

/** No shorter post fills a window: a token stands for a character at least. */
const SHORT = 100;

/**
 * @returns where the words end that were judged, in UTF-16 code units; the length of the post when all of it was. It takes some
 *   ten inferences for a post that was cut, and none for another whose verdict is kept.
 */
export async function judgedUntil(
  { classify }: Pick<Classifier, 'classify'>,
  post: string,
  options: Pick<ClassifyOptions, 'signal'> = {},
): Promise<number> {
  if (post.length <= SHORT || !(await classify(post, options))?.truncated) return post.length;
  const ends = wordsOf(post).map(({ end }) => end);
  let [fits, cut] = [0, ends.length - 1];
  while (fits < cut) {
    const middle = Math.ceil((fits + cut) / 2);
    const beginning = post.slice(0, ends[middle]);
    if ((await classify(beginning, { ...options, yields: true }))?.truncated) cut = middle - 1;
    else fits = middle;
  }
  return ends[fits] ?? post.length;
}
