// Reads predictions that were voted on or reviewed, a chunk at a time: memory stays the same for ten rows and ten million.

import { sql } from 'kysely';
import { nextTurn } from '../../clock.ts';
import type { ExampleStore, VotedPrediction } from '../../feedback/examples.ts';
import type { Vote } from '../../feedback/prediction.ts';
import type { Review } from '../../feedback/review.ts';
import type { Period } from '../../feedback/statistics.ts';
import type { Database } from '../engine/database.ts';
import { maySee } from '../engine/post-access.ts';
import { toPrediction, toReview, toVote } from '../engine/rows.ts';

/** Predictions in a chunk: some milliseconds of SQLite, in which nothing else runs. */
const CHUNK = 200;

/** Word for word the condition of the partial index, by which the databases know that it serves. */
const IS_EXAMPLE = sql<boolean>`text is not null and (up > 0 or down > 0 or review is not null)`;

export function createExampleStore({ db, unreadable }: Pick<Database, 'db' | 'unreadable'>): ExampleStore {
  /** The next predictions after the last one, in the order of time; ids put those of one moment in order. */
  function nextRows(
    { since, until }: Period,
    last: { created_at: number; id: string } | undefined,
    seenBy: string | undefined,
  ) {
    return db
      .selectFrom('predictions')
      .selectAll()
      .where(IS_EXAMPLE)
      .where('created_at', '>=', last?.created_at ?? since)
      .where('created_at', '<', until)
      .$if(seenBy !== undefined, (query) => query.where(maySee(seenBy!)))
      .$if(last !== undefined, (query) =>
        query.where((eb) => eb.or([eb('created_at', '>', last!.created_at), eb('id', '>', last!.id)])),
      )
      .orderBy('created_at')
      .orderBy('id')
      .limit(CHUNK)
      .execute();
  }

  async function votesOn(ids: readonly string[]): Promise<Map<string, Vote[]>> {
    const rows = await db
      .selectFrom('votes')
      .selectAll()
      .where('prediction_id', 'in', ids)
      .orderBy('voted_at')
      .orderBy('voter')
      .execute();
    return Map.groupBy(rows.map(toVote), ({ predictionId }) => predictionId);
  }

  async function standing(ids: readonly (string | null)[]): Promise<Map<string, Review>> {
    const known = ids.filter((id) => id !== null);
    if (known.length === 0) return new Map(); // PostgreSQL knows no empty list
    const rows = await db.selectFrom('reviews').selectAll().where('id', 'in', known).execute();
    return new Map(rows.map((row) => [row.id, toReview(row)]));
  }

  return {
    async *votedPredictions(period, seenBy) {
      let last: { created_at: number; id: string } | undefined;
      for (;;) {
        const rows = await nextRows(period, last, seenBy);
        if (rows.length > 0) {
          const votes = await votesOn(rows.map(({ id }) => id));
          const reviews = await standing(rows.map(({ review }) => review));
          const toExample = (row: (typeof rows)[number]) => ({
            prediction: toPrediction(row) as VotedPrediction['prediction'],
            votes: votes.get(row.id) ?? [],
            review: reviews.get(row.review ?? '') ?? null,
          });
          yield unreadable.pass('predictions', rows, ({ id }) => id, toExample).values;
        }
        if (rows.length < CHUNK) return;
        last = rows.at(-1);
        await nextTurn();
      }
    },
  };
}
