// The first rule, as arithmetic on times: so many new 👎, the first and the last within one window.
import { isIncidentOpen, type Span } from './incident.ts';

export interface BurstRule {
  /** How many 👎 make an incident. */
  readonly count: number;
  /** Milliseconds between the first and the last of them, at most; the bound itself is inside. */
  readonly window: number;
}

/**
 * Finds the incidents among 👎. One lasts as long as each further 👎 comes within a window of the one before.
 * @param times when 👎 were given, in any order; none that `latest` has counted already.
 * @param latest the last incident found before, if any; it may go on.
 * @returns the incidents in order of time, `latest` included, each as far as it has come.
 */
export function findBursts(times: readonly number[], rule: BurstRule, latest?: Span): Span[] {
  const found: Span[] = latest ? [latest] : [];
  let alone: number[] = []; // 👎 that belong to no incident yet
  for (const at of times.toSorted((a, b) => a - b)) {
    const current = found.at(-1);
    if (current && isIncidentOpen(current, rule.window, at)) {
      found[found.length - 1] = { ...current, lastAt: at };
      continue;
    }
    alone.push(at);
    const firstAt = alone.at(-rule.count);
    if (firstAt !== undefined && at - firstAt <= rule.window) {
      found.push({ firstAt, lastAt: at });
      alone = [];
    }
  }
  return found;
}
