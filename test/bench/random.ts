// Random numbers that are the same on each run, and draws from the distributions that the benches need.

/** A number from 0 to just below 1. */
export type Random = () => number;

/** The generator mulberry32 by Tommy Ettinger. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Marsaglia and Tsang, A simple method for generating gamma variables (2000). @param shape above 0. */
function gamma(random: Random, shape: number): number {
  if (shape < 1) return gamma(random, shape + 1) * (1 - random()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

export const draw = {
  beta(random: Random, a: number, b: number): number {
    const x = gamma(random, a);
    return x / (x + gamma(random, b));
  },
  /** Knuth's product of uniforms: for small means. */
  poisson(random: Random, mean: number): number {
    const limit = Math.exp(-mean);
    let count = 0;
    for (let product = 1 - random(); product > limit; product *= 1 - random()) count += 1;
    return count;
  },
  binomial(random: Random, trials: number, probability: number): number {
    let count = 0;
    for (let i = 0; i < trials; i += 1) if (random() < probability) count += 1;
    return count;
  },
};
