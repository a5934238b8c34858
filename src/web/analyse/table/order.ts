// The orders in which the rows of a table can be read. Pure.
import type { PostRow } from './rows.ts';

export const ORDERS = ['written', 'negative', 'positive', 'unsure'] as const;
export type Order = (typeof ORDERS)[number];

export interface PlacedRow {
  readonly row: PostRow;
  /** Its place among the rows as they were pasted. */
  readonly index: number;
}

/** Rows without a verdict come last, and equal ones as they were pasted. */
export function inOrder(rows: readonly PostRow[], order: Order): readonly PlacedRow[] {
  const placed = rows.map((row, index) => ({ row, index }));
  if (order === 'written') return placed;
  const weight = ({ row: { prediction } }: PlacedRow) => {
    if (!prediction) return Number.NEGATIVE_INFINITY;
    const { scores, label } = prediction;
    return order === 'unsure' ? -scores[label] : scores[order];
  };
  return placed.toSorted((a, b) => compare(weight(b), weight(a)));
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
