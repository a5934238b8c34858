// A vote may say why, in the voter's own words.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('votes').addColumn('reason', 'text').execute();
}
