import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Database } from '../../src/storage/engine/database.ts';
import { up } from '../../src/storage/engine/migrations/before-0013/0010-digests.ts';
import { onBothDatabases } from './databases.ts';

/** Takes back what the migration did. */
async function down({ db }: Database): Promise<void> {
  for (const index of ['channel', 'thread', 'disputed', 'uncertain'])
    await sql`drop index if exists ${sql.id(`predictions_${index}`)}`.execute(db);
  for (const [table, column] of [
    ['predictions', 'channel'],
    ['predictions', 'thread'],
    ['brand_rules', 'added_at'],
    ['places', 'team_group'],
  ] as const)
    await db.schema.alterTable(table).dropColumn(column).execute();
  for (const table of ['notices', 'forwarding_rules']) await db.schema.dropTable(table).execute();
}

onBothDatabases('A prediction of before channels were kept', (current) => {
  for (const [where, door, origin, channel] of [
    ['in a channel', 'teams', 'teams:19:a/b_c@thread.tacv2/1790000000001', '19:a/b_c@thread.tacv2'],
    ['in a personal chat, under an id of letters', 'teams', 'teams:a:1zoe/f0e1-d2', 'a:1zoe'],
    ['nowhere', 'teams', null, null],
    ['elsewhere', 'api', 'teams:https://example.org/1', null],
  ] as const)
    it(`counts where it stands: ${where}`, async () => {
      const { db } = current();
      await down(current());
      await sql`
        insert into predictions (id, created_at, door, origin, label, probability, certain, language, truncated, model)
        values ('1', 1, ${door}, ${origin}, 'positive', 0.9, true, 'fr', false, 'm')
      `.execute(db);
      await up(db as never);
      const row = await db.selectFrom('predictions').select(['channel', 'thread']).executeTakeFirst();
      assert.deepEqual({ ...row }, { channel, thread: null });
    });
});
