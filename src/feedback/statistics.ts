// Counts of verdicts by kind, and of the votes on them.

/** From `since` to just before `until`, milliseconds since 1970-01-01T00:00Z; of predictions, when they were made. */
export interface Period {
  readonly since: number;
  readonly until: number;
}

/** Each prediction is in one group. */
export const PARTITIONS = ['hour', 'day', 'door', 'language', 'model'] as const;
export type Partition = (typeof PARTITIONS)[number];

/** By topic a prediction is in as many groups as it has topics, or in none. */
export const GROUPINGS = [...PARTITIONS, 'topic'] as const;
export type Grouping = (typeof GROUPINGS)[number];

export interface VerdictCounts {
  readonly predictions: number;
  /** By label: these three sum to `predictions`. */
  readonly negative: number;
  readonly neutral: number;
  readonly positive: number;
  /** Verdicts that are not certain, of any label. */
  readonly uncertain: number;
  readonly up: number;
  readonly down: number;
}

export interface Group extends VerdictCounts {
  /** Name of the group; of an hour or a day (UTC), when it begins, in milliseconds. */
  readonly group: string | number;
}

export interface Statistics {
  /** @returns the groups that have predictions, in order. Votes count where their prediction does. */
  count(period: Period, by: Grouping): Promise<readonly Group[]>;
  /** @returns the channels, by conversation id, that have predictions; counted like the groups of `count`. */
  countChannels(period: Period): Promise<readonly Group[]>;
}

export function sumOfCounts(groups: readonly VerdictCounts[]): VerdictCounts {
  const sum = (what: keyof VerdictCounts) => groups.reduce((total, counts) => total + counts[what], 0);
  return {
    predictions: sum('predictions'),
    negative: sum('negative'),
    neutral: sum('neutral'),
    positive: sum('positive'),
    uncertain: sum('uncertain'),
    up: sum('up'),
    down: sum('down'),
  };
}
