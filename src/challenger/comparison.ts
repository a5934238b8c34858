// Compares two models on the same posts: how often they agree, and which one people side with.

/** 97.5 % of a normal distribution lie below this. */
const Z = 1.959964;
/** Readers look at the comparison every day: at the customary 5 % chance alone would soon make a winner. */
export const LEVEL = 0.01;

/** What was counted over posts that both judged. */
export interface Counts {
  readonly judged: number;
  readonly agreed: number;
  /** Sums over the posts of the challenger's probability of positive minus the champion's, and of its square. */
  readonly shift: number;
  readonly shiftSquared: number;
  /** Posts on which they differ and on which votes or a reviewer favour the challenger, or the champion. */
  readonly forChallenger: number;
  readonly forChampion: number;
}

/** A figure with its 95 % interval. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export type Finding = 'better' | 'worse' | 'undecided';

export interface Comparison extends Pick<Counts, 'judged' | 'forChallenger' | 'forChampion'> {
  /** Null without posts. */
  readonly agreement: Estimate | null;
  /** Null with fewer than two posts. */
  readonly shift: Estimate | null;
  /** Share of the posts with a winner on which people side with the challenger; null without any. */
  readonly favour: Estimate | null;
  /** Chance of a division at least as uneven between two models that are equally often right. */
  readonly pValue: number;
  readonly finding: Finding;
}

export function compare(counts: Counts): Comparison {
  const { judged, agreed, forChallenger, forChampion } = counts;
  const pValue = signTest(forChallenger, forChampion);
  const decided = forChallenger + forChampion;
  const winner = forChallenger > forChampion ? 'better' : 'worse';
  return {
    judged,
    forChallenger,
    forChampion,
    agreement: judged > 0 ? wilson(agreed, judged) : null,
    shift: judged > 1 ? mean(counts.shift, counts.shiftSquared, judged) : null,
    favour: decided > 0 ? wilson(forChallenger, decided) : null,
    pValue,
    finding: pValue < LEVEL ? winner : 'undecided',
  };
}

/** Share of successes with the interval of Wilson (1927), which holds for few trials and near 0 and 1 too. */
export function wilson(successes: number, trials: number): Estimate {
  const value = successes / trials;
  const z2 = Z * Z;
  const middle = (value + z2 / (2 * trials)) / (1 + z2 / trials);
  const half =
    (Z * Math.sqrt((value * (1 - value)) / trials + z2 / (4 * trials * trials))) / (1 + z2 / trials);
  return { value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** Paired sign test, exact and two-sided: how likely `a` to `b`, or less even, is when both are as likely. */
export function signTest(a: number, b: number): number {
  const n = a + b;
  let logTerm = -n * Math.LN2;
  let tail = 0;
  for (let k = 0; k <= Math.min(a, b); k++) {
    tail += Math.exp(logTerm);
    logTerm += Math.log((n - k) / (k + 1));
  }
  return Math.min(1, 2 * tail);
}

function mean(sum: number, squares: number, n: number): Estimate {
  const value = sum / n;
  const variance = Math.max(0, (squares - n * value * value) / (n - 1));
  const half = Z * Math.sqrt(variance / n);
  return { value, low: value - half, high: value + half };
}
