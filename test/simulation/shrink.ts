// Makes a history that fails shorter, as long as the same rule is broken.
import type { HistoryOptions, WorldEvent } from './history.ts';
import { type RunResult, run } from './run.ts';

/** The rule that a complaint is about. */
export const ruleOf = (wrong: string): string => wrong.slice(0, wrong.indexOf(':'));

export interface Shrunk {
  readonly history: readonly WorldEvent[];
  readonly result: RunResult;
}

/**
 * Leaves out halves, quarters … of the events, then single ones.
 * @param budget runs at most.
 */
export async function shrink(
  options: HistoryOptions,
  history: readonly WorldEvent[],
  failed: RunResult,
  budget = 150,
): Promise<Shrunk> {
  const rules = new Set(failed.wrong.map(ruleOf));
  let best: Shrunk = { history, result: failed };
  let runs = 0;
  for (let size = Math.ceil(history.length / 2); size >= 1 && runs < budget; size = Math.floor(size / 2))
    for (let from = 0; from < best.history.length && runs < budget; ) {
      const shorter = best.history.filter((_, index) => index < from || index >= from + size);
      runs += 1;
      const result = await run(options, shorter);
      if (result.wrong.some((each) => rules.has(ruleOf(each)))) best = { history: shorter, result };
      else from += size;
    }
  return best;
}
