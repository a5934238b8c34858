// Whether what was measured over hours stays where it is: medians and slopes that a single odd sample does not move.

/** One measured value. */
export interface Point {
  /** Seconds since the run began. */
  readonly at: number;
  readonly value: number;
}

export interface Change {
  /** What stands for the first minutes after the warm-up. */
  readonly begin: number;
  /** What stands for the last minutes. */
  readonly end: number;
  /** By how much it rises in an hour, after the warm-up. */
  readonly perHour: number;
}

/** @throws {RangeError} for no values. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** @throws {RangeError} for no values. */
export function lowest(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('nothing was measured');
  return Math.min(...values);
}

/** The value below which this share of all lies, by the nearest rank. @param share above 0, at most 1. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.ceil(sorted.length * share) - 1]!;
}

/** The median of the slopes between all pairs of points (Theil and Sen), per second; 0 for fewer than two. */
export function slope(points: readonly Point[]): number {
  const slopes = points.flatMap((from, i) =>
    points
      .slice(i + 1)
      .filter(({ at }) => at !== from.at)
      .map(({ at, value }) => (value - from.value) / (at - from.at)),
  );
  return slopes.length === 0 ? 0 : median(slopes);
}

/** How a run is cut, in seconds: ten minutes of an hour to warm up, five to look at each end; of a shorter one as large a part, but a minute to look. */
export function cutsOf(seconds: number) {
  const hours = seconds / 3600;
  return { warm: Math.min(600, 600 * hours), span: Math.max(60, Math.min(300, 300 * hours)) };
}

/**
 * @param seconds how long the run took.
 * @param of what stands for some minutes: the median, or the least where what comes and goes does not matter.
 * @throws {RangeError} when nothing was measured at one of the two ends.
 */
export function changeOf(points: readonly Point[], seconds: number, of = median): Change {
  const { warm, span } = cutsOf(seconds);
  const within = (from: number, to: number) =>
    points.filter(({ at }) => at >= from && at <= to).map(({ value }) => value);
  return {
    begin: of(within(warm, warm + span)),
    end: of(within(seconds - span, seconds)),
    perHour: 3600 * slope(points.filter(({ at }) => at >= warm)),
  };
}
