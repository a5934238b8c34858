// Choices of a model in memory, for the rules alone.
import type { Choice, ChoiceStore } from '../../src/sentiment/model/models.ts';

export function createMemoryChoices(...versions: string[]): ChoiceStore & { readonly made: Choice[] } {
  const made = versions.map((version, index) => ({ number: index + 1, version }));
  return {
    made,
    last: async () => made.slice(-2).reverse(),
    async choose(version, latest) {
      if (made.at(-1)?.number !== latest?.number) return false;
      made.push({ number: (latest?.number ?? 0) + 1, version });
      return true;
    },
    async takeBack(latest) {
      if (made.at(-1)?.number !== latest.number) return false;
      made.pop();
      return true;
    },
  };
}
