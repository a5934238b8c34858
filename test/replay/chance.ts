// Chance that comes out the same each time: the replay is the same story for the same seed.

export interface Chance {
  /** From 0 to 1, without 1. */
  next(): number;
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
  /** True with this probability. */
  happens(probability: number): boolean;
}

/** Xorshift on 32 bits (Marsaglia 2003), its first outputs thrown away, since small seeds show in them. */
export function createChance(seed: number): Chance {
  let state = seed | 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  for (let warming = 0; warming < 20; warming += 1) next();
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    next,
    below,
    pick: (items) => items[below(items.length)]!,
    happens: (probability) => next() < probability,
  };
}
