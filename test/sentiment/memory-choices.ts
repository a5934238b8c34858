// Choices of a model in memory, for the rules alone.
import type { Choice, ChoiceStore } from '../../src/sentiment/model/models.ts';

export function createMemoryChoices(...versions: string[]): ChoiceStore & { readonly made: Choice[] } {
  const made = versions.map((version, index) => ({ number: index + 1, version }));
  const done = new Set<string | undefined>();
  return {
    made,
    isDone: async (request) => done.has(request),
    last: async () => made.slice(-2).reverse(),
    async choose(version, latest, request) {
      if (made.at(-1)?.number !== latest?.number) return false;
      done.add(request);
      made.push({ number: (latest?.number ?? 0) + 1, version });
      return true;
    },
    async takeBack(latest, request) {
      if (made.at(-1)?.number !== latest.number) return false;
      done.add(request);
      made.pop();
      return true;
    },
  };
}
