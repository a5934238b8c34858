// Why a verdict is what it is: the words that weighed most, as far as they can still be weighed.
import type { Prediction } from '../../feedback/prediction.ts';
import { type Classifier, ClassifierBusyError } from '../../sentiment/verdict.ts';
import { explain } from '../../sentiment/why/explain.ts';
import { heaviest } from '../../sentiment/why/heaviest.ts';

export interface HeavyWord {
  readonly word: string;
  readonly towards: 'positive' | 'negative';
}

export type Why =
  | { readonly words: readonly HeavyWord[] }
  /** The text is not kept (any more), another model judged it, or too many posts are waiting. */
  | { readonly missing: 'text' | 'model' | 'busy' };

export type FindWhy = (prediction: Pick<Prediction, 'text' | 'model'>) => Promise<Why>;

/** @returns a function that weighs the words of a kept text; nothing is fetched from Teams for it. */
export function createFindWhy({
  classifier,
}: {
  readonly classifier: Pick<Classifier, 'model' | 'classify'>;
}): FindWhy {
  return async ({ text, model }) => {
    if (text === null) return { missing: 'text' };
    if (model !== classifier.model) return { missing: 'model' };
    try {
      const words = heaviest(await explain(classifier, text));
      return {
        words: words.map(({ start, end, weight }) => ({
          word: text.slice(start, end),
          towards: weight > 0 ? 'positive' : 'negative',
        })),
      };
    } catch (error) {
      if (error instanceof ClassifierBusyError) return { missing: 'busy' };
      throw error;
    }
  };
}
