// What a challenger said, and its comparison with the model in service, with the same queries on SQLite and PostgreSQL.
import { type Insertable, type Selectable, sql } from 'kysely';
import type { ChallengerStore, ChallengerVerdict } from '../../challenger/challenger-store.ts';
import { composedOnce } from '../composed.ts';
import type { Database } from '../engine/database.ts';
import type { ChallengerVerdictsTable, PredictionsTable } from '../engine/tables.ts';

const judged = composedOnce((db, ids: readonly string[]) =>
  db
    .selectFrom('predictions')
    .select(['id', 'model', 'created_at', 'label', 'probability'])
    .where('id', 'in', ids),
);

const keepVerdicts = composedOnce((db, rows: readonly Insertable<ChallengerVerdictsTable>[]) =>
  db
    .insertInto('challenger_verdicts')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['prediction_id', 'challenger']).doNothing()),
);

export function createChallengerStore({ db }: Pick<Database, 'db'>): ChallengerStore {
  return {
    async addVerdicts(verdicts) {
      if (verdicts.length === 0) return;
      const ids = verdicts.map(({ predictionId }) => predictionId);
      const { rows } = await judged(db, ids);
      const predictions = new Map(rows.map((row) => [row.id, row]));
      const kept = verdicts.flatMap(({ predictionId, ...verdict }) => {
        const prediction = predictions.get(predictionId);
        return prediction ? [{ ...verdict, ...besideIt(prediction, verdict) }] : [];
      });
      if (kept.length > 0) await keepVerdicts(db, kept);
    },

    async compare({ champion, challenger }, { since, until }) {
      const both = db
        .selectFrom('challenger_verdicts as c')
        .where('c.challenger', '=', challenger)
        .where('c.champion', '=', champion)
        .where('c.judged_at', '>=', since)
        .where('c.judged_at', '<', until);
      const all = await both
        .select((eb) => [
          eb.fn.countAll<number>().as('judged'),
          sql<number>`coalesce(sum(case when c.agrees then 1 else 0 end), 0)`.as('agreed'),
          sql<number>`coalesce(sum(c.shift), 0)`.as('shift'),
          sql<number>`coalesce(sum(c.shift * c.shift), 0)`.as('shiftSquared'),
        ])
        .executeTakeFirstOrThrow();

      // A vote for speaks for the champion's label, one against for its correction; without
      // one it speaks against the champion's label, and for no other.
      const support = both
        .where(sql<boolean>`not c.agrees`) // word for word the condition of a partial index
        .innerJoin('predictions as p', 'p.id', 'c.prediction_id')
        .leftJoin('reviews as r', 'r.id', 'p.review')
        .leftJoin('votes as v', 'v.prediction_id', 'p.id')
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

/** What the comparison adds up; a prediction's model, label and time never change. */
function besideIt(
  prediction: Selectable<Pick<PredictionsTable, 'id' | 'model' | 'created_at' | 'label' | 'probability'>>,
  { label, probability }: Pick<ChallengerVerdict, 'label' | 'probability'>,
) {
  return {
    prediction_id: prediction.id,
    champion: prediction.model,
    judged_at: prediction.created_at,
    agrees: label === prediction.label,
    shift: probability - prediction.probability,
  };
}
