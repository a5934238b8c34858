// Votes as rows: how one is found, and how what it has become is written.
import type { Insertable, Kysely, Transaction } from 'kysely';
import type { Decision } from '../../../feedback/feedback-store.ts';
import type { Vote } from '../../../feedback/prediction.ts';
import { composedOnce } from '../../composed.ts';
import { fromTrace, fromVote, toVote } from '../../engine/rows.ts';
import type { Tables, TracesTable, VotesTable } from '../../engine/tables.ts';

const voteOf = composedOnce((db, predictionId: string, voter: string) =>
  db.selectFrom('votes').selectAll().where('prediction_id', '=', predictionId).where('voter', '=', voter),
);

const writeVote = composedOnce((db, row: Insertable<VotesTable>) =>
  db
    .insertInto('votes')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['prediction_id', 'voter']).doUpdateSet(({ ref }) => ({
        correct: ref('excluded.correct'),
        correction: ref('excluded.correction'),
        reason: ref('excluded.reason'),
        topics: ref('excluded.topics'),
        voted_at: ref('excluded.voted_at'),
        reactions: ref('excluded.reactions'),
      })),
    ),
);

const addTrace = composedOnce((db, row: Insertable<TracesTable>) => db.insertInto('traces').values(row));

/** A person's vote on a prediction, if they have one. */
export async function voteIn(
  db: Kysely<Tables>,
  predictionId: string,
  voter: string,
): Promise<Vote | undefined> {
  const [row] = (await voteOf(db, predictionId, voter)).rows;
  return row && toVote(row);
}

/** Writes what a vote has become, and the trace that it leaves. */
export async function writeDecision(
  trx: Transaction<Tables>,
  earlier: Vote | undefined,
  { vote, trace }: Decision,
): Promise<void> {
  if (vote && vote !== earlier) await writeVote(trx, fromVote(vote));
  if (!vote && earlier)
    await trx
      .deleteFrom('votes')
      .where('prediction_id', '=', earlier.predictionId)
      .where('voter', '=', earlier.voter)
      .execute();
  if (trace) await addTrace(trx, fromTrace(trace));
}
