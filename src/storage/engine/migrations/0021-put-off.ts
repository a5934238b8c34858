// A mail is tried again for those recipients alone whom the mail server has put off.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('mails').addColumn('recipients', 'text').execute();
}
