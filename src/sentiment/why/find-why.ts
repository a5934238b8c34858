// Why a verdict is what it is: the words that weighed most, as far as they can still be weighed.
import { type Classifier, ClassifierBusyError } from '../verdict.ts';
import { createExplainer } from './explainer.ts';
import { heaviest } from './heaviest.ts';

export interface HeavyWord {
  readonly word: string;
  /** For the label that the model gave, or against it. */
  readonly speaks: 'for' | 'against';
}

export type Why =
  | { readonly words: readonly HeavyWord[] }
  /** The text is not kept (any more), another model judged it, or too many posts are waiting. */
  | { readonly missing: 'text' | 'model' | 'busy' };

/** @param prediction `text` is null where it is not kept. */
export type FindWhy = (prediction: { readonly text: string | null; readonly model: string }) => Promise<Why>;

/** @returns a function that weighs the words of a kept text; nothing is fetched from Teams for it. */
export function createFindWhy({
  classifier,
}: {
  readonly classifier: Pick<Classifier, 'model' | 'classify'>;
}): FindWhy {
  const explain = createExplainer(classifier);
  return async ({ text, model }) => {
    if (text === null) return { missing: 'text' };
    if (model !== classifier.model) return { missing: 'model' };
    try {
      const words = heaviest(await explain(text));
      return {
        words: words.map(({ start, end, weight }) => ({
          word: text.slice(start, end),
          speaks: weight > 0 ? 'for' : 'against',
        })),
      };
    } catch (error) {
      if (error instanceof ClassifierBusyError) return { missing: 'busy' };
      throw error;
    }
  };
}
