// What is used up when a message is queued, in the same transaction; see Claim.
import { type Kysely, sql } from 'kysely';
import type { Claim } from '../../../delivery/outgoing-message.ts';
import type { Tables } from '../../engine/tables.ts';

/** Milliseconds for which a name is taken: several deliveries tell of one event within seconds. */
const NAME_TAKEN = 60_000;

/** @returns whether the message may be said. */
export async function claimIn(on: Kysely<Tables>, claim: Claim | undefined): Promise<boolean> {
  if (claim === undefined) return true;
  return 'name' in claim ? takeName(on, claim.name, claim.at) : countAnswer(on, claim.answersIn, claim.upTo);
}

async function takeName(on: Kysely<Tables>, name: string, at: number): Promise<boolean> {
  const taken = await on
    .insertInto('deliveries')
    .values({ key: name, claimed_at: at, finished: false })
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet({ claimed_at: at })
        .where('deliveries.claimed_at', '<=', at - NAME_TAKEN),
    )
    .returning('key')
    .executeTakeFirst();
  return taken !== undefined;
}

/** @returns whether this very answer reached the number; a channel that is there is not written to any more. */
async function countAnswer(on: Kysely<Tables>, channel: string, upTo: number): Promise<boolean> {
  const counted = await on
    .insertInto('channel_answers')
    .values({ channel, answers: 1 })
    .onConflict((conflict) =>
      conflict
        .column('channel')
        .doUpdateSet({ answers: sql<number>`channel_answers.answers + 1` })
        .where('channel_answers.answers', '<', upTo),
    )
    .returning('answers')
    .executeTakeFirst();
  return counted?.answers === upTo;
}
