// Predictions, votes and waiting traces, with the same queries on SQLite and PostgreSQL.

import { sql, type Transaction } from 'kysely';
import { wallClock } from '../../clock.ts';
import type { OutgoingMessage } from '../../delivery/outgoing-message.ts';
import { UnknownPredictionError } from '../../feedback/errors.ts';
import type { Announce, Decision, FeedbackStore, TraceOutbox } from '../../feedback/feedback-store.ts';
import type { Prediction, Tally, Vote } from '../../feedback/prediction.ts';
import { composedOnce } from '../composed.ts';
import { createBatch } from '../engine/batch.ts';
import { deleteOlder, inChunks } from '../engine/chunks.ts';
import type { Database } from '../engine/database.ts';
import { noNul, toPrediction } from '../engine/rows.ts';
import type { Tables } from '../engine/tables.ts';
import { isFirstTime } from './delivery/first-time.ts';
import { createQueue } from './delivery/outgoing-message-rows.ts';
import { dropQuoting } from './dropping.ts';
import { deleteEmptyFigures, foldFigures } from './figures/upkeep.ts';
import { createForgetting } from './forgetting.ts';
import { markForgotten, readForgotten } from './forgotten.ts';
import { commitPause, type Judging } from './posts/commit-pause.ts';
import { correctionsOf } from './posts/corrections.ts';
import { insertPredictions } from './posts/prediction-rows.ts';
import { eraseReasons } from './posts/reasons.ts';
import { voteIn, writeDecision } from './posts/vote-rows.ts';
import { eraseAnswers } from './request-store.ts';
import { createTraceOutbox } from './trace-outbox.ts';
import { endOfPost, handlingIn, openTriage } from './triage/triage-rows.ts';

/** Rows that one statement of the retention touches: some 10 ms of SQLite, in which nothing else runs. */
const CHUNK = 100;

/** Predictions on one post that are looked at. */
const MOST_ON_A_POST = 50;

/** What a prediction keeps whose author was forgotten, or whose post was deleted, while it was made. */
const NOBODYS = { text: null, author: null, origin: null, channel: null, thread: null };

/** Word for word the conditions of two partial indexes: together they hold every text. */
const IS_UNVOTED = sql<boolean>`text is not null and review is null and up = 0 and down = 0`;
const IS_EXAMPLE = sql<boolean>`text is not null and (up > 0 or down > 0 or review is not null)`;

interface Added {
  prediction: Prediction;
  /** When its post was received. */
  readonly since: number;
  /** When the work on it began. */
  readonly begun: number;
  readonly announce: Announce;
  readonly opens: boolean;
}

const predictionOf = composedOnce((db, id: string) =>
  db.selectFrom('predictions').selectAll().where('id', '=', id),
);

const tallyOf = composedOnce((db, id: string) =>
  db.selectFrom('predictions').select(['up', 'down']).where('id', '=', id),
);

const writeTally = composedOnce((db, id: string, tally: Tally) =>
  db.updateTable('predictions').set(tally).where('id', '=', id),
);

export function createFeedbackStore(
  database: Database,
  judging: Judging = { inHand: 0, threads: 1 },
): FeedbackStore & TraceOutbox {
  const { db, kind, unreadable } = database;
  const onPostgres = kind === 'postgres';
  const queue = createQueue(database.clock);

  // A durable commit takes SQLite 1.6 ms in which nothing else runs, whether it holds one row or hundreds.
  const addPrediction = createBatch<Added>(
    (added) =>
      db.transaction().execute(async (trx) => {
        const subjects = added.flatMap(({ prediction: { author, origin } }) =>
          [author ?? [], origin ?? []].flat(),
        );
        const forgotten = await readForgotten(trx, kind, subjects);
        const isForgotten = (subject: string | null, since: number) =>
          subject !== null && (forgotten.get(noNul(subject)) ?? -1) >= since;
        for (const each of added) {
          const { author, origin } = each.prediction;
          if (isForgotten(author, each.since) || isForgotten(origin, each.begun))
            Object.assign(each, { prediction: { ...each.prediction, ...NOBODYS }, opens: false });
        }
        const fresh = await insertPredictions(trx, kind, added);
        const known: Added[] = [];
        const opened = await openTriage(
          trx,
          added.filter(({ opens, prediction }) => opens && fresh.has(prediction.id)),
        );
        const messages: OutgoingMessage[] = [];
        for (const each of added) {
          const { id } = each.prediction;
          if (fresh.delete(id)) messages.push(...each.announce(each.prediction, opened.get(id) ?? null));
          else known.push(each);
        }
        await queue(trx, messages);
        await readStanding(trx, known);
      }),
    () => commitPause(judging),
  );

  /** The tally, with the prediction locked against other votes until the transaction ends. */
  const lockTally = composedOnce(
    (on, predictionId: string) =>
      on
        .selectFrom('predictions')
        .select(['up', 'down'])
        .where('id', '=', predictionId)
        .$if(onPostgres, (query) => query.forUpdate()), // SQLite has one connection: transactions queue for it
  );

  /** Ids of some predictions; the sweep of another replica takes others. */
  const someIds = () =>
    db
      .selectFrom('predictions')
      .select('id')
      .limit(CHUNK)
      .$if(onPostgres, (query) => query.forUpdate().skipLocked());

  /** Erases texts of those predictions, a chunk at a time. */
  const forget = (ids: ReturnType<typeof someIds>) =>
    inChunks(CHUNK, async () => {
      const { numUpdatedRows } = await db
        .updateTable('predictions')
        .set({ text: null })
        .where('id', 'in', ids)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    });

  /** Their texts, and the reasons of the votes on them. */
  async function forgetSomeExamples(): Promise<number> {
    const rows = await someIds().where(IS_EXAMPLE).orderBy('created_at').execute();
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return 0;
    await db.updateTable('votes').set({ reason: null }).where('prediction_id', 'in', ids).execute();
    await db.updateTable('predictions').set({ text: null }).where('id', 'in', ids).execute();
    return ids.length;
  }

  return {
    ...createTraceOutbox(database),
    ...createForgetting(database),
    async addPrediction(prediction, since = prediction.createdAt, announce, opens = false, begun = since) {
      const added = { prediction, since, announce: announce ?? (() => []), opens, begun };
      await addPrediction(added);
      return added.prediction;
    },

    async findPrediction(id) {
      const [row] = (await predictionOf(db, noNul(id))).rows;
      return row && unreadable.one('predictions', row, row.id, toPrediction);
    },

    async findCurrent(origin) {
      const rows = await db
        .selectFrom('predictions')
        .selectAll()
        .where('origin', '=', noNul(origin))
        .orderBy('created_at', 'desc')
        .limit(MOST_ON_A_POST)
        .execute();
      const channels = rows.findIndex(({ channel }) => channel !== null);
      const current = rows.slice(0, channels < 0 ? rows.length : channels + 1);
      return unreadable.pass('predictions', current, (row) => row.id, toPrediction).values;
    },

    castVote: (predictionId, voter, decide, options = {}) =>
      db.transaction().execute(async (trx) => {
        const { since, once, announce } = options;
        const forgottenAt = (await readForgotten(trx, kind, [voter])).get(voter);
        const [before] = (await lockTally(trx, predictionId)).rows;
        if (!before) throw new UnknownPredictionError(predictionId);
        const earlier = await voteIn(trx, predictionId, voter);
        const done = async (decision: Decision, tally: Tally) => ({
          ...decision,
          tally,
          corrections: (await correctionsOf(trx, [predictionId])).get(predictionId)!,
          handling: (await handlingIn(trx, predictionId)) ?? null,
        });
        const asItWas = { up: before.up, down: before.down };
        if (!(await isFirstTime(trx, once, database.clock())))
          return done({ vote: earlier ?? null, trace: null }, asItWas);
        const decision = decide(earlier);
        if (forgottenAt !== undefined && since !== undefined && forgottenAt >= since)
          return done({ vote: decision.vote, trace: null }, asItWas);
        const tally = recount(before, earlier, decision.vote);
        await writeDecision(trx, earlier, decision);
        if (tally.up !== before.up || tally.down !== before.down) await writeTally(trx, predictionId, tally);
        const cast = await done(decision, tally);
        if (announce && decision.vote !== (earlier ?? null)) await queue(trx, announce(cast));
        return cast;
      }),

    async tally(predictionId) {
      const [tally] = (await tallyOf(db, noNul(predictionId))).rows;
      return { up: tally?.up ?? 0, down: tally?.down ?? 0 };
    },

    async corrections(predictionId) {
      const id = noNul(predictionId);
      return (await correctionsOf(db, [id])).get(id)!;
    },

    findVote: (predictionId, voter) => voteIn(db, noNul(predictionId), voter),

    async forgetPost(origin, at = wallClock()) {
      await markForgotten(database, [origin], at);
      await dropQuoting(db, sql<boolean>`origin = ${noNul(origin)}`);
      const there = () => db.updateTable('predictions').where('origin', '=', noNul(origin));
      const { numUpdatedRows } = await there()
        .set({ text: null })
        .where('text', 'is not', null)
        .executeTakeFirst();
      await there().set({ channel: null, thread: null }).execute();
      await endOfPost(database, sql<boolean>`origin = ${noNul(origin)}`, at);
      await eraseAnswers(db, [origin]);
      await eraseReasons(db, sql<boolean>`origin = ${noNul(origin)}`);
      await database.emptyLog();
      return Number(numUpdatedRows);
    },

    async forgetEarlier(origin, predictionId) {
      await db
        .updateTable('predictions')
        .set({ text: null })
        .where('origin', '=', noNul(origin))
        .where('id', '<>', predictionId)
        .where('text', 'is not', null)
        .execute();
      await eraseAnswers(db, [origin]);
      await eraseReasons(db, sql<boolean>`origin = ${noNul(origin)} and id <> ${predictionId}`);
    },

    async deleteForgotten(before) {
      await deleteOlder(db, 'forgotten', { time: 'at', key: ['subject'] }, before);
      await database.emptyLog();
    },

    async forgetTexts() {
      const unvoted = await forget(someIds().where(IS_UNVOTED).orderBy('created_at'));
      return unvoted + (await inChunks(CHUNK, forgetSomeExamples));
    },

    forgetUnvotedTexts: (before) =>
      forget(someIds().where(IS_UNVOTED).where('created_at', '<', before).orderBy('created_at')),

    async deletePredictions(before) {
      const deleted = await inChunks(CHUNK, async () => {
        const { numDeletedRows } = await db
          .deleteFrom('predictions')
          .where('id', 'in', someIds().where('created_at', '<', before).orderBy('created_at'))
          .executeTakeFirst();
        return Number(numDeletedRows);
      });
      await foldFigures(database);
      await deleteEmptyFigures(database, before);
      return deleted;
    },

    async newestPrediction() {
      const newest = db.selectFrom('predictions').select('created_at').orderBy('created_at', 'desc').limit(1);
      return (await newest.executeTakeFirst())?.created_at;
    },
  };
}

/** Puts what was written before in the place of what would be written again. */
async function readStanding(trx: Transaction<Tables>, known: readonly Added[]): Promise<void> {
  if (known.length === 0) return;
  const ids = known.map(({ prediction }) => prediction.id);
  const rows = await trx.selectFrom('predictions').selectAll().where('id', 'in', ids).execute();
  const standing = new Map(rows.map((row) => [row.id, toPrediction(row)]));
  for (const each of known) each.prediction = standing.get(each.prediction.id) ?? each.prediction;
}

/** The tally once `earlier` has become `vote`. */
function recount({ up, down }: Tally, earlier: Vote | undefined, vote: Vote | null): Tally {
  const count = (side: boolean) => Number(vote?.correct === side) - Number(earlier?.correct === side);
  return { up: up + count(true), down: down + count(false) };
}
