// Reviews and the queue of what waits for one, with the same queries on SQLite and PostgreSQL.

import { sql } from 'kysely';
import { nextTurn } from '../../clock.ts';
import { UnknownPredictionError } from '../../feedback/errors.ts';
import type { AwaitingReview, Kind, Reviewed, ReviewPosition, ReviewStore } from '../../feedback/review.ts';
import type { Period } from '../../feedback/statistics.ts';
import type { Database } from '../engine/database.ts';
import { maySee } from '../engine/post-access.ts';
import { fromReview, noNul, toPrediction, toReview } from '../engine/rows.ts';
import { isFirstTime } from './delivery/first-time.ts';
import { sumFigures } from './figures/hour-figures.ts';
import { wereForgotten } from './forgotten.ts';
import { correctionsOf } from './posts/corrections.ts';
import { reasonsOf } from './posts/reasons.ts';

/** Word for word the conditions of the two partial indexes, by which the databases know that these serve. */
const WAITING: Readonly<Record<Kind, ReturnType<typeof sql<boolean>>>> = {
  disputed: sql<boolean>`text is not null and review is null and down >= 1`,
  uncertain: sql<boolean>`text is not null and review is null and down = 0 and not certain`,
};

/** Reviews that are looked at together. */
const REVIEWS = 100;

export function createReviewStore(store: Database): ReviewStore {
  const { db, kind: database, clock, unreadable } = store;

  async function countOf(kind: Kind, most: number, seenBy: string | undefined): Promise<number> {
    const { count } = await db
      .selectFrom(
        db
          .selectFrom('predictions')
          .select('id')
          .where(WAITING[kind])
          .$if(seenBy !== undefined, (query) => query.where(maySee(seenBy!)))
          .limit(most)
          .as('some'),
      )
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** The newest after a place, also those that do not stand any more. */
  const newestReviews = (after: ReviewPosition | undefined) =>
    db
      .selectFrom('reviews')
      .selectAll()
      .$if(after !== undefined, (query) => query.where(before(sql.ref('reviewed_at'), sql.ref('id'), after!)))
      .orderBy('reviewed_at', 'desc')
      .orderBy('id', 'desc')
      .limit(REVIEWS)
      .execute();

  /** Those of some reviews that stand, in their order, with the predictions of the period. */
  async function standing(
    reviews: Awaited<ReturnType<typeof newestReviews>>,
    { since, until }: Period,
    seenBy: string | undefined,
  ): Promise<readonly Reviewed[]> {
    if (reviews.length === 0) return []; // PostgreSQL knows no empty list
    const ids = [...new Set(reviews.map(({ prediction_id }) => prediction_id))];
    const rows = await db
      .selectFrom('predictions')
      .selectAll()
      .where('id', 'in', ids)
      .where('text', 'is not', null)
      .where('created_at', '>=', since)
      .where('created_at', '<', until)
      .$if(seenBy !== undefined, (query) => query.where(maySee(seenBy!)))
      .execute();
    const byReview = new Map(rows.map((row) => [row.review, row]));
    const pairs = reviews.flatMap((review) => {
      const row = byReview.get(review.id);
      return row ? [{ review, row }] : [];
    });
    const toReviewed = ({ review, row }: (typeof pairs)[number]) => ({
      prediction: toPrediction(row) as Reviewed['prediction'],
      review: toReview(review),
    });
    return unreadable.pass('predictions', pairs, ({ row }) => row.id, toReviewed).values;
  }

  return {
    async waiting(kind, { door, language, seenBy }, after, most) {
      const rows = await db
        .selectFrom('predictions')
        .selectAll()
        .where(WAITING[kind])
        .$if(door !== undefined, (query) => query.where('door', '=', door!))
        .$if(language !== undefined, (query) => query.where('language', '=', language!))
        .$if(seenBy !== undefined, (query) => query.where(maySee(seenBy!)))
        .$if(after !== undefined, (query) =>
          query.where(before(sql.ref('created_at'), sql.ref('id'), after!)),
        )
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .limit(most)
        .execute();
      const ids = rows.map(({ id }) => id);
      const corrections = await correctionsOf(db, ids);
      const reasons = await reasonsOf(db, ids);
      const toAwaiting = (row: (typeof rows)[number]) => ({
        kind,
        prediction: toPrediction(row) as AwaitingReview['prediction'],
        tally: { up: row.up, down: row.down },
        corrections: corrections.get(row.id)!,
        reasons: reasons.get(row.id)!,
      });
      return unreadable.pass('predictions', rows, ({ id }) => id, toAwaiting).values;
    },

    async countWaiting(most, seenBy) {
      return {
        disputed: await countOf('disputed', most, seenBy),
        uncertain: await countOf('uncertain', most, seenBy),
      };
    },

    keep: (review) =>
      db.transaction().execute(async (trx) => {
        const { predictionId, id, reviewer, reviewedAt } = review;
        const isForgotten = await wereForgotten(trx, database, [reviewer], reviewedAt);
        const row = await trx
          .selectFrom('predictions')
          .select('id')
          .where('id', '=', noNul(predictionId))
          .where('text', 'is not', null)
          .$if(database === 'postgres', (query) => query.forUpdate())
          .executeTakeFirst();
        if (!row) throw new UnknownPredictionError(predictionId);
        if (isForgotten) return;
        const fresh = await trx
          .insertInto('reviews')
          .values(fromReview(review))
          .onConflict((conflict) => conflict.column('id').doNothing())
          .returning('id')
          .executeTakeFirst();
        if (!fresh) return;
        await trx.updateTable('predictions').set({ review: id }).where('id', '=', predictionId).execute();
      }),

    takeBack: (predictionId, once) =>
      db.transaction().execute(async (trx) => {
        if (!(await isFirstTime(trx, once, clock()))) return;
        const { numUpdatedRows } = await trx
          .updateTable('predictions')
          .set({ review: null })
          .where('id', '=', noNul(predictionId))
          .executeTakeFirst();
        if (Number(numUpdatedRows) === 0) throw new UnknownPredictionError(predictionId);
      }),

    async reviewed(period, after, most, seenBy) {
      const found: Reviewed[] = [];
      for (let last = after; ; ) {
        const reviews = await newestReviews(last);
        found.push(...(await standing(reviews, period, seenBy)));
        if (reviews.length < REVIEWS || found.length >= most) return found.slice(0, most);
        const { id, reviewed_at: at } = reviews.at(-1)!;
        last = { at, id };
        await nextTurn();
      }
    },

    async countExport(period) {
      const [all] = await sumFigures(store, period);
      return { examples: all?.examples ?? 0, reviewed: all?.reviewed ?? 0 };
    },
  };
}

/** Comes after a place where the newest is first; ids put what is of one moment in order. */
function before(at: ReturnType<typeof sql.ref>, id: ReturnType<typeof sql.ref>, place: ReviewPosition) {
  return sql<boolean>`(${at} < ${place.at} or (${at} = ${place.at} and ${id} < ${place.id}))`;
}
