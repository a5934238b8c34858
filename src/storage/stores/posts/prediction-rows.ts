// Predictions as rows, written some at once, by statements that are composed and prepared once for each number of rows.
import { type Insertable, type Kysely, sql } from 'kysely';
import type { Prediction } from '../../../feedback/prediction.ts';
import { composedOnce } from '../../composed.ts';
import type { Database } from '../../engine/database.ts';
import { fromPrediction } from '../../engine/rows.ts';
import type { PredictionsTable, Tables } from '../../engine/tables.ts';
import { wordsToIndex } from './search-query.ts';

interface Added {
  readonly prediction: Prediction;
  /** Whether its post waits for an answer. */
  readonly opens: boolean;
}

/** Rows in one statement: posts that come thick and fast share a commit by three to eight. */
const MOST_ROWS = 16;

const ON_BOTH = [
  ...['id', 'created_at', 'door', 'origin', 'channel', 'thread', 'author', 'text', 'label', 'probability'],
  ...[
    'neutral',
    'certain',
    'language',
    'truncated',
    'model',
    'brand',
    'pieces',
    'unknown_pieces',
    'surprise',
  ],
  ...['topics', 'act', 'needs_answer', 'status', 'words'],
];
const COLUMNS = { postgres: ON_BOTH, sqlite: [...ON_BOTH, 'position'] };

/** Positions in the index of words that a millisecond has. */
const POSITIONS = 4096;

const statements = { sqlite: statementsFor('sqlite'), postgres: statementsFor('postgres') };

/** For one row, for two, and so on. */
function statementsFor(kind: Database['kind']) {
  return Array.from({ length: MOST_ROWS }, (_, more) => {
    const compose = (db: Kysely<Tables>, ...values: readonly unknown[]) =>
      db
        .insertInto('predictions')
        .values(Array.from({ length: more + 1 }, (_, place) => rowOf(kind, values, place)))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returning('id');
    return composedOnce(compose);
  });
}

function rowOf(kind: Database['kind'], values: readonly unknown[], place: number) {
  const columns = COLUMNS[kind];
  const entries = columns.map((column, at) => {
    const value = values[place * columns.length + at];
    if (column === 'position') return [column, freePosition(value, place)];
    return [column, column === 'words' && kind === 'postgres' ? sql`${value}::tsvector` : value];
  });
  return Object.fromEntries(entries) as Insertable<PredictionsTable>;
}

/**
 * The first position that is free from `first` on, and as many further as the row stands behind the first of its statement: all look
 * before one is written. Null where the millisecond has none left, for then a trigger looks elsewhere.
 */
function freePosition(first: unknown, place: number) {
  const end = sql`${first} + ${sql.lit(POSITIONS - 1)}`;
  const behind = sql.lit(place);
  return sql<number>`(select iif(max(position) + ${behind} >= ${end}, null, coalesce(max(position) + 1, ${first}) + ${behind})
    from predictions where position between ${first} and ${end})`;
}

/** @returns the ids of those that were not there before. */
export async function insertPredictions(
  trx: Kysely<Tables>,
  kind: Database['kind'],
  added: readonly Added[],
): Promise<Set<string>> {
  const fresh = new Set<string>();
  for (let from = 0; from < added.length; from += MOST_ROWS) {
    const part = added.slice(from, from + MOST_ROWS);
    const values = part.flatMap(({ prediction, opens }) => {
      const row: Record<string, unknown> = {
        ...fromPrediction(prediction),
        status: opens ? 'open' : null,
        ...(prediction.text !== null && {
          words: wordsToIndex(kind, prediction.text),
          position: BigInt(prediction.createdAt) * BigInt(POSITIONS),
        }),
      };
      return COLUMNS[kind].map((column) => row[column] ?? null);
    });
    const { rows } = await statements[kind][part.length - 1]!(trx, ...values);
    for (const { id } of rows) fresh.add(id);
  }
  return fresh;
}
