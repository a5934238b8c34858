// Random numbers that follow from a seed: the same on every machine, in every run.

export interface Chance {
  /** At least 0 and less than 1. */
  next(): number;
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number;
  /** At least `least` and less than `most`. */
  between(least: number, most: number): number;
  /** True with this probability. */
  is(probability: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** A UUID. */
  id(): string;
  /** A stream of its own, that others do not disturb. */
  fork(name: string): Chance;
}

/** @param seed any text. */
export function createChance(seed: string): Chance {
  let state = hashOf(seed);

  /** splitmix32 */
  function bits(): number {
    state = (state + 0x9e3779b9) | 0;
    let mixed = state ^ (state >>> 16);
    mixed = Math.imul(mixed, 0x21f0aaad);
    mixed ^= mixed >>> 15;
    mixed = Math.imul(mixed, 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  }

  const next = () => bits() / 0x1_0000_0000;
  const chance: Chance = {
    next,
    whole: (least, most) => least + Math.floor(next() * (most - least + 1)),
    between: (least, most) => least + next() * (most - least),
    is: (probability) => next() < probability,
    pick: (choices) => choices[Math.floor(next() * choices.length)]!,
    id() {
      const [a, b, c, d] = [bits(), bits(), bits(), bits()].map((each) => each.toString(16).padStart(8, '0'));
      return `${a}-${b!.slice(0, 4)}-4${b!.slice(5)}-a${c!.slice(1, 4)}-${c!.slice(4)}${d}`;
    },
    fork: (name) => createChance(`${seed}/${name}`),
  };
  return chance;
}

/** FNV-1a */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash | 0;
}
