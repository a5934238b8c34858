// Rows that cannot be read: what another program wrote, or a hand, or a disk that lost a byte. Such a row is reported once and
// passed over, so that it stops nothing but itself.
import { z } from 'zod';
import type { Tables } from '../engine/tables.ts';

export interface UnreadableRow {
  readonly table: keyof Tables;
  /** By which an operator finds the row. */
  readonly id: string;
  /** Quotes nothing of what the row holds. */
  readonly error: unknown;
}

export interface UnreadableRows {
  /**
   * Reads rows one by one.
   * @returns what could be read, in order, and the rows that could not.
   */
  pass<Row, T>(
    table: keyof Tables,
    rows: readonly Row[],
    idOf: (row: Row) => string,
    read: (row: Row) => T,
  ): { readonly values: T[]; readonly unreadable: Row[] };
  /** Reads one row. @throws {UnreadableRowError} */
  one<Row, T>(table: keyof Tables, row: Row, id: string, read: (row: Row) => T): T;
  /** How many rows of each table could not be read when they were last met; only tables that have some. */
  counts(): Readonly<Record<string, number>>;
}

/** A row holds what this version does not write. The message quotes nothing of it. */
export class UnreadableRowError extends Error {
  override name = 'UnreadableRowError';
}

/** Rows remembered of each table; of more it is known that there are as many. */
const MOST = 1000;

/** @param onFound told of each row when it is met for the first time. */
export function createUnreadableRows(onFound: (row: UnreadableRow) => void = () => {}): UnreadableRows {
  const known = new Map<keyof Tables, Set<string>>();

  function note(row: UnreadableRow) {
    const ids = known.get(row.table) ?? new Set();
    known.set(row.table, ids);
    if (ids.has(row.id) || ids.size >= MOST) return;
    ids.add(row.id);
    onFound(row);
  }

  function one<Row, T>(table: keyof Tables, row: Row, id: string, read: (row: Row) => T): T {
    try {
      const value = read(row);
      known.get(table)?.delete(id);
      return value;
    } catch (error) {
      note({ table, id, error });
      throw new UnreadableRowError(`The row ${id} of ${table} cannot be read.`, { cause: error });
    }
  }

  return {
    one,
    pass(table, rows, idOf, read) {
      const values = [];
      const unreadable = [];
      for (const row of rows)
        try {
          values.push(one(table, row, idOf(row), read));
        } catch {
          unreadable.push(row);
        }
      return { values, unreadable };
    },
    counts: () =>
      Object.fromEntries([...known].flatMap(([table, { size }]) => (size > 0 ? [[table, size]] : []))),
  };
}

/** @throws {UnreadableRowError} that quotes nothing of the text, which may be a post. */
export function parseColumn<T>(json: string, schema: z.ZodType<T>): T {
  const { success, data, error } = schema.safeParse(jsonOf(json));
  if (success) return data;
  const wrong = error.issues.map(({ code, path }) => `${code} at ${path.join('.') || 'the top'}`);
  throw new UnreadableRowError(`JSON of another shape: ${wrong.slice(0, 5).join(', ')}`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new UnreadableRowError('broken JSON');
  }
}

/** @throws {UnreadableRowError} when a column holds a word that this version does not know. */
export function knownWord<T extends string>(column: string, words: readonly T[], word: string): T {
  const known = words.find((each) => each === word);
  if (known === undefined) throw new UnreadableRowError(`an unknown word in ${column}`);
  return known;
}

/** A JSON object whose inside is nobody's business here. */
export const anyObject = z.looseObject({});
