// What a model judged, as drift looks at it, and what each day looked like; the same queries on SQLite and PostgreSQL.

import type { Selectable } from 'kysely';
import { z } from 'zod';
import { nextTurn } from '../../clock.ts';
import type { CountedDay } from '../../drift/baseline.ts';
import type { DriftStore } from '../../drift/drift-store.ts';
import { BINS, type ProfiledPost } from '../../drift/profile.ts';
import { LABELS, LANGUAGES, scoresOf } from '../../sentiment/verdict.ts';
import type { Database } from '../engine/database.ts';
import { readingOf, toBrand } from '../engine/rows.ts';
import type { DriftDaysTable, PredictionsTable } from '../engine/tables.ts';
import { knownWord, parseColumn } from '../unreadable/rows.ts';

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

export function createDriftStore({ db, unreadable }: Pick<Database, 'db' | 'unreadable'>): DriftStore {
  const judgedBy = (model: string) => db.selectFrom('predictions').select(COLUMNS).where('model', '=', model);

  return {
    async newestJudged(model, since, most) {
      const rows = await judgedBy(model)
        .where('created_at', '>=', since)
        .orderBy('created_at', 'desc')
        .limit(most)
        .execute();
      return unreadable.pass('predictions', rows, ({ id }) => id, toJudged).values;
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
        if (rows.length > 0) yield unreadable.pass('predictions', rows, ({ id }) => id, toJudged).values;
        if (rows.length < CHUNK) return;
        last = rows.at(-1);
        await nextTurn();
      }
    },

    async changesByHour(model, { since, until }) {
      const rows = await db
        .selectFrom('figures')
        .select(({ fn }) => ['hour', fn.sum<number>('changes').as('changes')])
        .where('model', '=', model)
        .where('hour', '>=', since)
        .where('hour', '<', until)
        .groupBy('hour')
        .orderBy('hour')
        .execute();
      return new Map(rows.map(({ hour, changes }) => [hour, Number(changes)]));
    },

    async countedDays(model, since) {
      const rows = await db
        .selectFrom('drift_days')
        .select(['day', 'counted_at', 'profile'])
        .where('model', '=', model)
        .where('day', '>=', since)
        .orderBy('day')
        .execute();
      return unreadable.pass('drift_days', rows, ({ day }) => `${day} ${model}`, toCountedDay).values;
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
    language: knownWord('language', LANGUAGES, row.language),
    label: own?.label ?? knownWord('label', LABELS, row.label),
    scores: own?.scores ?? scoresOf(row.probability, row.neutral),
    probability: own?.probability ?? row.probability,
    certain: own?.certain ?? Boolean(row.certain),
    ...readingOf(row),
    up: own ? 0 : row.up,
    down: own ? 0 : row.down,
  };
}

const number = z.number();
const bins = (bounds: readonly number[]) => z.array(number).length(bounds.length + 1);
const counts = z.object({
  posts: number,
  negative: number,
  neutral: number.default(0),
  uncertain: number,
  probability: bins(BINS.probability),
  confidence: number,
  variance: number,
  read: number,
  unknown: number,
  length: bins(BINS.length),
  surprise: bins(BINS.surprise),
  right: number,
  wrong: number,
});
const profileSchema = z.partialRecord(z.enum(LANGUAGES), counts);

/** A day that cannot be read is counted again, as one that never was. */
function toCountedDay({
  day,
  counted_at: countedAt,
  profile,
}: Pick<DriftDaysTable, 'day' | 'counted_at' | 'profile'>): CountedDay & { readonly countedAt: number } {
  return { day, countedAt, profile: parseColumn(profile, profileSchema) };
}
