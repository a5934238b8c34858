// What a model judged, as drift looks at it, and what each day looked like; the same queries on SQLite and PostgreSQL.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Selectable } from 'kysely';
import type { DriftStore } from '../../drift/drift-store.ts';
import type { ProfiledPost } from '../../drift/profile.ts';
import { type Label, type Language, scoresOf } from '../../sentiment/verdict.ts';
import type { Database } from '../engine/database.ts';
import { readingOf, toBrand } from '../engine/rows.ts';
import type { PredictionsTable } from '../engine/tables.ts';

/** Predictions in a chunk: some milliseconds of SQLite, in which nothing else runs. */
const CHUNK = 500;

const COLUMNS = [
  'id',
  'created_at',
  'language',
  'label',
  'probability',
  'neutral',
  'certain',
  'brand',
  'pieces',
  'unknown_pieces',
  'surprise',
  'up',
  'down',
] as const;

export function createDriftStore({ db }: Pick<Database, 'db'>): DriftStore {
  const judgedBy = (model: string) => db.selectFrom('predictions').select(COLUMNS).where('model', '=', model);

  return {
    async newestJudged(model, since, most) {
      const rows = await judgedBy(model)
        .where('created_at', '>=', since)
        .orderBy('created_at', 'desc')
        .limit(most)
        .execute();
      return rows.map(toJudged);
    },

    async *judgedIn(model, { since, until }) {
      let last: { created_at: number; id: string } | undefined;
      for (;;) {
        const rows = await judgedBy(model)
          .where('created_at', '>=', last?.created_at ?? since)
          .where('created_at', '<', until)
          .$if(last !== undefined, (query) =>
            query.where((eb) => eb.or([eb('created_at', '>', last!.created_at), eb('id', '>', last!.id)])),
          )
          .orderBy('created_at')
          .orderBy('id')
          .limit(CHUNK)
          .execute();
        if (rows.length > 0) yield rows.map(toJudged);
        if (rows.length < CHUNK) return;
        last = rows.at(-1);
        await nextTurn();
      }
    },

    async countedDays(model, since) {
      const rows = await db
        .selectFrom('drift_days')
        .select(['day', 'counted_at', 'profile'])
        .where('model', '=', model)
        .where('day', '>=', since)
        .orderBy('day')
        .execute();
      return rows.map(({ day, counted_at, profile }) => ({
        day,
        countedAt: counted_at,
        profile: JSON.parse(profile),
      }));
    },

    async keepDay(model, { day, countedAt, profile }) {
      const counted = { counted_at: countedAt, profile: JSON.stringify(profile) };
      await db
        .insertInto('drift_days')
        .values({ model, day, ...counted })
        .onConflict((conflict) => conflict.columns(['model', 'day']).doUpdateSet(counted))
        .execute();
    },
  };
}

/** Where brand rules made the verdict, the model's own stands beside it, and votes are about the rules. */
function toJudged(row: Selectable<Pick<PredictionsTable, (typeof COLUMNS)[number]>>): ProfiledPost {
  const own = row.brand === null ? undefined : toBrand(row.brand).own;
  return {
    createdAt: row.created_at,
    language: row.language as Language,
    label: own?.label ?? (row.label as Label),
    scores: own?.scores ?? scoresOf(row.probability, row.neutral),
    probability: own?.probability ?? row.probability,
    certain: own?.certain ?? Boolean(row.certain),
    ...readingOf(row),
    up: own ? 0 : row.up,
    down: own ? 0 : row.down,
  };
}
