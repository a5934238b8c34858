// What is accepted in a channel or chat gets its place behind all that waits there, whichever replica takes it.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  // A version of before goes on without it; what that has taken keeps the place that its clock gave.
  await db.schema.alterTable('jobs').addColumn('channel', 'text').execute();
  const statements = [
    'create index jobs_channel on jobs (channel, position)',
    'drop index orders_channel',
    'create index orders_channel on orders (channel, position)',
  ];
  for (const statement of statements) await sql.raw(statement).execute(db);
}
