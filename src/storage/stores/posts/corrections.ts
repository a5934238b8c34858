// Counts the right labels that people gave with a 👎.
import type { Kysely } from 'kysely';
import type { Correction, Corrections } from '../../../feedback/prediction.ts';
import { composedOnce } from '../../composed.ts';
import type { Tables } from '../../engine/tables.ts';

const counted = composedOnce((db, ids: readonly string[]) =>
  db
    .selectFrom('votes')
    .select((eb) => ['prediction_id', 'correction', eb.fn.countAll<number>().as('people')])
    .where('prediction_id', 'in', ids)
    .where('correction', 'is not', null)
    .groupBy(['prediction_id', 'correction']),
);

/** @returns for each prediction how many people gave which label. */
export async function correctionsOf(
  db: Kysely<Tables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Corrections>> {
  if (ids.length === 0) return new Map(); // PostgreSQL knows no empty list
  const { rows } = await counted(db, ids);
  const found = new Map(ids.map((id) => [id, { negative: 0, neutral: 0, positive: 0 }]));
  for (const { prediction_id, correction, people } of rows)
    found.get(prediction_id)![correction as Correction] = Number(people);
  return found;
}
