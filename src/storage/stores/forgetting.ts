// Forgets a person: takes their votes out of every tally, takes their reviews back, lets wait again what they had taken to answer,
// and erases what they wrote, also where
// it still waits to be shown; cards that show it in Teams are taken back.

import { type Expression, type SqlBool, sql } from 'kysely';
import { wallClock } from '../../clock.ts';
import type { FeedbackStore } from '../../feedback/feedback-store.ts';
import { inChunks } from '../engine/chunks.ts';
import type { Database } from '../engine/database.ts';
import { createQueue } from './delivery/outgoing-message-rows.ts';
import { takeBack } from './delivery/take-back.ts';
import { dropOrders, dropQuoting } from './dropping.ts';
import { markForgotten } from './forgotten.ts';
import { erasePersonalTraces, withAccounts } from './personal-traces.ts';
import { eraseReasons } from './posts/reasons.ts';
import { forgetInHistory, forgetSomeHolders } from './triage/forget-holders.ts';
import { endOfPost } from './triage/triage-rows.ts';

/** Predictions that one transaction touches, in which votes on them wait. */
const CHUNK = 100;

export function createForgetting(database: Database): Pick<FeedbackStore, 'forgetPerson'> {
  const { db, kind } = database;
  const onPostgres = kind === 'postgres';
  const queue = createQueue(database.clock);

  /** @returns how many votes were taken back, and from how many predictions. */
  function takeSomeVotesBack(people: readonly string[]) {
    return db.transaction().execute(async (trx) => {
      const rows = await trx
        .selectFrom('votes')
        .select('prediction_id as id')
        .distinct()
        .where('voter', 'in', people)
        .orderBy('prediction_id')
        .limit(CHUNK)
        .execute();
      const ids = rows.map(({ id }) => id);
      if (ids.length === 0) return { votes: 0, predictions: 0 };
      // In one order, so that two who are forgotten at once do not wait for each other.
      if (onPostgres)
        await trx
          .selectFrom('predictions')
          .select('id')
          .where('id', 'in', ids)
          .orderBy('id')
          .forUpdate()
          .execute();
      const { numDeletedRows } = await trx
        .deleteFrom('votes')
        .where('voter', 'in', people)
        .where('prediction_id', 'in', ids)
        .executeTakeFirst();
      const votesLeft = sql`select count(*) from votes where prediction_id = predictions.id`;
      await trx
        .updateTable('predictions')
        .set({
          up: sql<number>`(${votesLeft} and correct)`,
          down: sql<number>`(${votesLeft} and not correct)`,
        })
        .where('id', 'in', ids)
        .execute();
      return { votes: Number(numDeletedRows), predictions: ids.length };
    });
  }

  /** Their own mark covers posts of theirs that were deleted before. */
  const forgetPlaces = (people: readonly string[]) =>
    db
      .deleteFrom('forgotten')
      .where('subject', 'in', (eb) =>
        eb
          .selectFrom('predictions')
          .select('origin')
          .where('author', 'in', people)
          .where('origin', 'is not', null)
          .$castTo<{ origin: string }>(),
      )
      .execute();

  async function eraseSomePosts(people: readonly string[]): Promise<number> {
    const { numUpdatedRows } = await db
      .updateTable('predictions')
      .set({ text: null, author: null, origin: null, channel: null, thread: null })
      .where('id', 'in', (eb) =>
        eb.selectFrom('predictions').select('id').where('author', 'in', people).limit(CHUNK),
      )
      .executeTakeFirst();
    return Number(numUpdatedRows);
  }

  /** What they reviewed goes back to the queue. */
  function takeSomeReviewsBack(people: readonly string[]): Promise<number> {
    return db.transaction().execute(async (trx) => {
      const rows = await trx
        .selectFrom('reviews')
        .select(['id', 'prediction_id'])
        .where('reviewer', 'in', people)
        .orderBy('prediction_id')
        .limit(CHUNK)
        .execute();
      if (rows.length === 0) return 0;
      const ids = rows.map(({ id }) => id);
      await trx
        .updateTable('predictions')
        .set({ review: null })
        .where('id', 'in', [...new Set(rows.map(({ prediction_id }) => prediction_id))])
        .where('review', 'in', ids)
        .execute();
      await trx.deleteFrom('reviews').where('id', 'in', ids).execute();
      return rows.length;
    });
  }

  /** What leads from their posts to their messages, and what of these waits to be shown or quoted. */
  async function eraseShowing(people: readonly string[]): Promise<void> {
    const theirs = sql<boolean>`author in (${sql.join(people)})`;
    const ofTheirs = sql<boolean>`prediction_id in (select id from predictions where ${theirs})`;
    await dropOrders(db, ofTheirs);
    await dropQuoting(db, theirs);
    for (const person of people) await dropOrders(db, isForOne(person));
    await inChunks(CHUNK, () => takeSomeCardsBack(ofTheirs));
    await db.deleteFrom('unseen_replies').where(ofTheirs).execute();
  }

  /** Once the way from a verdict to its card is gone, nobody finds the card any more: both in one transaction. */
  function takeSomeCardsBack(which: Expression<SqlBool>): Promise<number> {
    return db.transaction().execute(async (trx) => {
      const cards = await trx.selectFrom('replies').selectAll().where(which).limit(CHUNK).execute();
      await takeBack({ on: trx, kind, queue, now: database.clock() }, cards);
      for (const { conversation, post } of cards)
        await trx
          .deleteFrom('replies')
          .where('conversation', '=', conversation)
          .where('post', '=', post)
          .execute();
      return cards.length;
    });
  }

  /** Messages that this person alone was to see; what they say stands in JSON. */
  const isForOne = (person: string) => sql<boolean>`message like ${`%"audience":{%"person":"${person}"%`}`;

  return {
    async forgetPerson(hashes, at = wallClock()) {
      const people = await withAccounts(db, hashes);
      // First of all, so that work which is under way finds it.
      await markForgotten(database, people, at);
      await db.deleteFrom('jobs').where('author', 'in', people).execute();
      await eraseShowing(people);
      let votes = 0;
      await inChunks(CHUNK, async () => {
        const taken = await takeSomeVotesBack(people);
        votes += taken.votes;
        return taken.predictions;
      });
      await inChunks(CHUNK, () => forgetSomeHolders(database, people, { at, most: CHUNK }));
      await forgetInHistory(database, people);
      await endOfPost(database, sql<boolean>`author in (${sql.join(people)})`, at);
      await forgetPlaces(people);
      await eraseReasons(db, sql<boolean>`author in (${sql.join(people)})`);
      const posts = await inChunks(CHUNK, () => eraseSomePosts(people));
      const reviews = await inChunks(CHUNK, () => takeSomeReviewsBack(people));
      await erasePersonalTraces(db, people);
      await database.emptyLog();
      return { votes, posts, reviews };
    },
  };
}
