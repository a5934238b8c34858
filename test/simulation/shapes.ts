// Which history belongs to a seed: how long it is, how busy, and how much goes wrong.
import { createChance } from './chance.ts';
import type { HistoryOptions } from './history.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

export interface ShapeOptions {
  readonly replicas?: number | undefined;
  /** Virtual hours; some minutes without. */
  readonly hours?: number | undefined;
}

export function shapeOf(seed: number, { replicas, hours }: ShapeOptions = {}): HistoryOptions {
  const chance = createChance(`${seed}/shape`);
  const length = hours === undefined ? chance.between(1, 4) * MINUTE : hours * 60 * MINUTE;
  return {
    seed: String(seed),
    replicas: replicas ?? chance.pick([1, 2, 2, 3, 3, 3, 4, 5]),
    length,
    posts: hours === undefined ? chance.whole(150, 900) : 500,
    troubleEvery: chance.is(0.1)
      ? undefined
      : chance.pick([5, 10, 20, 40, 90]) * SECOND * (hours === undefined ? 1 : 6),
  };
}
