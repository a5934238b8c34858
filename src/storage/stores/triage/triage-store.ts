// Who answers which post, with the same queries on SQLite and PostgreSQL.
import { UnknownPredictionError } from '../../../feedback/errors.ts';
import { type Handling, STATUSES } from '../../../feedback/handling.ts';
import type { TriageStore } from '../../../triage/triage-store.ts';
import type { Database } from '../../engine/database.ts';
import { noNul } from '../../engine/rows.ts';
import { knownWord } from '../../unreadable/rows.ts';
import { isFirstTime } from '../delivery/first-time.ts';
import { createQueue } from '../delivery/outgoing-message-rows.ts';
import { holdMarks, wereForgotten } from '../forgotten.ts';
import { correctionsOf } from '../posts/corrections.ts';
import {
  endedByItself,
  handlingIn,
  keepTold,
  lockPost,
  openedByItself,
  writeHandling,
} from './triage-rows.ts';

export function createTriageStore(database: Pick<Database, 'db' | 'kind' | 'clock'>): TriageStore {
  const { db, kind, clock } = database;
  const queue = createQueue(clock);

  return {
    find: (predictionId) => handlingIn(db, noNul(predictionId)),

    async history(predictionId) {
      const rows = await db
        .selectFrom('triage_changes')
        .select(['status', 'person', 'at'])
        .where('prediction_id', '=', noNul(predictionId))
        .orderBy('revision')
        .execute();
      return rows.map((row) => ({ ...row, status: knownWord('status', STATUSES, row.status) }));
    },

    change: (predictionId, person, decide, { since, once, announce }) =>
      db.transaction().execute(async (trx) => {
        const isForgotten = await wereForgotten(trx, kind, [person], since);
        const post = await lockPost(trx, kind, predictionId);
        if (!post) throw new UnknownPredictionError(predictionId);
        const { up, down } = post;
        const state = async (handling: Handling) => ({
          handling,
          tally: { up, down },
          corrections: (await correctionsOf(trx, [predictionId])).get(predictionId)!,
        });
        const current = await handlingIn(trx, predictionId);
        if (!(await isFirstTime(trx, once, clock())) && current) return state(current);
        const handling = decide(current);
        if (handling === current || isForgotten) return state(handling);
        await writeHandling(trx, post, handling, person);
        const changed = await state(handling);
        await queue(trx, announce(changed));
        return changed;
      }),

    follow: (origin, predictionId) =>
      db.transaction().execute(async (trx) => {
        await holdMarks(trx, kind);
        const earlier = await trx
          .selectFrom('predictions')
          .select(['id', 'channel'])
          .where('origin', '=', noNul(origin))
          .where('id', '<>', predictionId)
          .where('status', 'in', ['open', 'taken'])
          .orderBy('id')
          .execute();
        const post = await lockPost(trx, kind, predictionId);
        if (!post) return;
        // Whoever forgets it ends what they find, and may have looked before this one waited.
        const isGone =
          post.origin !== noNul(origin) ||
          (await wereForgotten(trx, kind, [origin, post.author], post.createdAt));
        for (const { id } of earlier) {
          const before = (await lockPost(trx, kind, id)) && (await handlingIn(trx, id));
          if (before?.status !== 'open' && before?.status !== 'taken') continue;
          const now = await handlingIn(trx, predictionId);
          await writeHandling(trx, { ...post, id }, endedByItself(before, clock()), null);
          const isLeft = await wereForgotten(trx, kind, [before.holder], before.since);
          const handling = isLeft ? openedByItself(before, clock()) : before;
          if (isGone || (handling.status === 'open' && !now)) continue;
          // It did not begin to wait by the edit: its history is that of what it takes the place of.
          if (now?.revision === 1)
            await trx.deleteFrom('triage_changes').where('prediction_id', '=', predictionId).execute();
          const revision = (now?.revision ?? 0) + 1;
          await writeHandling(trx, post, { ...handling, revision }, handling.holder);
          await keepTold(trx, { of: id, for: predictionId });
        }
      }),
  };
}
