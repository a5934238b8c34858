// Makes a history that fails shorter, as long as the same rule is broken.
import type { WorldEvent } from './history.ts';
import type { RunResult } from './run.ts';

/** The rule that a complaint is about. */
const ruleOf = (wrong: string): string => wrong.slice(0, wrong.indexOf(':'));

export interface Shrunk<Result> {
  readonly history: readonly WorldEvent[];
  readonly result: Result;
}

/**
 * Leaves out halves, quarters … of the events, then single ones.
 * @param play plays a part of the history.
 * @param budget histories that are played at most.
 */
export async function shrink<Result extends Pick<RunResult, 'wrong'>>(
  history: readonly WorldEvent[],
  failed: Result,
  play: (history: readonly WorldEvent[]) => Promise<Result>,
  budget = 150,
): Promise<Shrunk<Result>> {
  const rules = new Set(failed.wrong.map(ruleOf));
  let best: Shrunk<Result> = { history, result: failed };
  let played = 0;
  for (let size = Math.ceil(history.length / 2); size >= 1 && played < budget; size = Math.floor(size / 2))
    for (let from = 0; from < best.history.length && played < budget; ) {
      const shorter = best.history.filter((_, index) => index < from || index >= from + size);
      played += 1;
      const result = await play(shorter);
      if (result.wrong.some((each) => rules.has(ruleOf(each)))) best = { history: shorter, result };
      else from += size;
    }
  return best;
}
