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
 * Leaves out what happens after the rule was broken, then halves, quarters … of the events, then single ones.
 * @param play plays a part of the history.
 * @param mayGoOn whether there is time for another play.
 */
export async function shrink<Result extends Pick<RunResult, 'wrong' | 'brokenAt'>>(
  history: readonly WorldEvent[],
  failed: Result,
  play: (history: readonly WorldEvent[]) => Promise<Result>,
  mayGoOn: () => boolean,
): Promise<Shrunk<Result>> {
  const rules = new Set(failed.wrong.map(ruleOf));
  let best: Shrunk<Result> = { history, result: failed };
  /** @returns whether the part breaks the rule too; then it is the shortest. */
  async function isEnough(part: readonly WorldEvent[]): Promise<boolean> {
    const result = await play(part);
    if (!result.wrong.some((each) => rules.has(ruleOf(each)))) return false;
    best = { history: part, result };
    return true;
  }

  const { brokenAt } = failed;
  const before = brokenAt === undefined ? history : history.filter(({ at }) => at <= brokenAt);
  if (before.length < history.length && mayGoOn()) await isEnough(before);
  for (let size = Math.ceil(best.history.length / 2); size >= 1; size = Math.floor(size / 2))
    for (let from = 0; from < best.history.length; ) {
      if (!mayGoOn()) return best;
      const shorter = best.history.filter((_, index) => index < from || index >= from + size);
      if (!(await isEnough(shorter))) from += size;
    }
  return best;
}
