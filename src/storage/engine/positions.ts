// Numbers that grow with time, so that what was written down first comes first.
import { random } from '../../clock.ts';

/** From one number to the next, so that the messages of one job, which follow on its number, come before those of the next. */
export const APART = 16;

/**
 * @param clock milliseconds since 1970-01-01T00:00Z, the same in every replica but for some milliseconds.
 * @returns gives microseconds since 1970-01-01T00:00Z, each time more than the time before and than `before`, by {@link APART} at
 *   least. Two replicas hardly ever give the same one.
 */
export function createPositions(clock: () => number): (before?: number) => number {
  let last = 0;
  return (before = 0) => {
    const fraction = Math.floor(random() * 1000);
    last = Math.max(clock() * 1000 + fraction, last + APART);
    return Math.max(last, before + APART + fraction);
  };
}

/** The milliseconds of a position. */
export function timeOf(position: number | null | undefined): number | undefined {
  return position == null ? undefined : Math.floor(position / 1000);
}

/** The first position of a moment, milliseconds since 1970-01-01T00:00Z. */
export const positionAt = (time: number): number => time * 1000;
