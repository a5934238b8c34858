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
 * @param times when 👎 were given, in any order; those that belong to a known incident may be among them.
 * @param known incidents found before, in any order; they may go on.
 * @returns the known incidents, each as far as it has come, then the new ones in order of time.
 */
export function findBursts(times: readonly number[], rule: BurstRule, known: readonly Span[] = []): Span[] {
  const found = [...known];
  let alone: number[] = []; // 👎 that belong to no incident yet
  for (const at of times.toSorted((a, b) => a - b)) {
    const current = incidentAt(found, at, rule.window);
    if (current >= 0) {
      const span = found[current]!;
      found[current] = { ...span, lastAt: Math.max(span.lastAt, at) };
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

/** Index of the incident in which a 👎 lies, or which it keeps alive; -1 for none. */
function incidentAt(spans: readonly Span[], at: number, window: number): number {
  const within = spans.findIndex(({ firstAt, lastAt }) => firstAt <= at && at <= lastAt);
  if (within >= 0) return within;
  return spans.findLastIndex((span) => span.firstAt <= at && isIncidentOpen(span, window, at));
}
