// Explanations give way to verdicts: one at a time, and none twice.
import { createHash } from 'node:crypto';
import { type Classifier, ClassifierBusyError, type ClassifyOptions } from '../verdict.ts';
import { explain, type WeighedWord } from './explain.ts';

/** Explanations that may wait; who asks after them is sent away. */
const LINE = 20;
const KEPT = 500;

/** Weighs the words of a post, see {@link explain}. @throws {ClassifierBusyError} when too many are waiting. */
export type Explainer = (post: string, options?: ClassifyOptions) => Promise<readonly WeighedWord[]>;

/** @param line explanations that may wait. */
export function createExplainer(classifier: Pick<Classifier, 'model' | 'classify'>, line = LINE): Explainer {
  // By a hash: a post that is erased must not stay here.
  const known = new Map<string, readonly WeighedWord[]>();
  let waiting = 0;
  let last: Promise<unknown> = Promise.resolve();

  return async (post, options = {}) => {
    const key = createHash('sha256').update(`${classifier.model} ${post}`).digest('base64');
    const before = known.get(key);
    if (before) return before;
    if (waiting >= line)
      throw new ClassifierBusyError(`${waiting} explanations are waiting; try again later.`);
    waiting += 1;
    const turn = last.then(() => {
      options.signal?.throwIfAborted();
      return known.get(key) ?? explain(classifier, post, options);
    });
    last = turn.catch(() => {});
    try {
      const words = await turn;
      known.set(key, words);
      if (known.size > KEPT) known.delete(known.keys().next().value!);
      return words;
    } finally {
      waiting -= 1;
    }
  };
}
