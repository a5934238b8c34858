// What a challenger said, and its comparison with the model in service, with the same queries on SQLite and PostgreSQL.
import { sql } from 'kysely';
import type { ChallengerStore } from '../../challenger/challenger-store.ts';
import type { Database } from '../engine/database.ts';

export function createChallengerStore({ db }: Pick<Database, 'db'>): ChallengerStore {
  return {
    async addVerdicts(verdicts) {
      if (verdicts.length === 0) return;
      const ids = verdicts.map(({ predictionId }) => predictionId);
      const rows = await db.selectFrom('predictions').select('id').where('id', 'in', ids).execute();
      const there = new Set(rows.map(({ id }) => id));
      const kept = verdicts.filter(({ predictionId }) => there.has(predictionId));
      if (kept.length === 0) return;
      await db
        .insertInto('challenger_verdicts')
        .values(kept.map(({ predictionId, ...verdict }) => ({ prediction_id: predictionId, ...verdict })))
        .onConflict((conflict) => conflict.columns(['prediction_id', 'challenger']).doNothing())
        .execute();
    },

    async compare({ champion, challenger }, { since, until }) {
      const both = db
        .selectFrom('challenger_verdicts as c')
        .innerJoin('predictions as p', 'p.id', 'c.prediction_id')
        .where('c.challenger', '=', challenger)
        .where('p.model', '=', champion)
        .where('p.created_at', '>=', since)
        .where('p.created_at', '<', until);
      const all = await both
        .select((eb) => [
          eb.fn.countAll<number>().as('judged'),
          sql<number>`coalesce(sum(case when c.label = p.label then 1 else 0 end), 0)`.as('agreed'),
          sql<number>`coalesce(sum(c.probability - p.probability), 0)`.as('shift'),
          sql<number>`coalesce(sum((c.probability - p.probability) * (c.probability - p.probability)), 0)`.as(
            'shiftSquared',
          ),
        ])
        .executeTakeFirstOrThrow();

      // A vote for speaks for the champion's label, one against for its correction; without
      // one it speaks against the champion's label, and for no other.
      const support = both
        .leftJoin('reviews as r', 'r.id', 'p.review')
        .leftJoin('votes as v', 'v.prediction_id', 'p.id')
        .whereRef('c.label', '<>', 'p.label')
        .where((eb) => eb.or([eb('p.up', '>', 0), eb('p.down', '>', 0), eb('p.review', 'is not', null)]))
        .select([
          'p.label as champion',
          'c.label as challenger',
          'r.label as review',
          sql<number>`sum(case when v.correct then 1 when v.correction is null and not v.correct then -1 else 0 end)`.as(
            'of_champion',
          ),
          sql<number>`sum(case when not v.correct and v.correction = c.label then 1 else 0 end)`.as(
            'of_challenger',
          ),
          sql<number>`sum(case when v.correction not in (p.label, c.label) then 1 else 0 end)`.as(
            'of_neither',
          ),
        ])
        .groupBy(['p.id', 'p.label', 'c.label', 'r.label'])
        .as('support');
      const decided = await db
        .selectFrom(support)
        .select([
          sql<number>`coalesce(sum(case when review = challenger or (review is null
            and of_challenger > of_champion and of_challenger > of_neither) then 1 else 0 end), 0)`.as(
            'forChallenger',
          ),
          sql<number>`coalesce(sum(case when review = champion or (review is null
            and of_champion > of_challenger and of_champion > of_neither) then 1 else 0 end), 0)`.as(
            'forChampion',
          ),
        ])
        .executeTakeFirstOrThrow();
      return { ...all, ...decided };
    },
  };
}
