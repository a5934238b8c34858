// Chance that comes out the same each time: the replay is the same story for the same seed.

export interface Chance {
  /** From 0 to 1, without 1. */
  next(): number;
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
  /** True with this probability. */
  happens(probability: number): boolean;
}

/** A linear congruential generator with the constants of Numerical Recipes, its high bits used. */
export function createChance(seed: number): Chance {
  let state = BigInt(seed);
  const next = () => {
    state = BigInt.asUintN(64, state * 6364136223846793005n + 1442695040888963407n);
    return Number(state >> 32n) / 2 ** 32;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (items) => items[below(items.length)]!,
    happens: (probability) => next() < probability,
  };
}
