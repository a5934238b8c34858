// Who was heard where, by which other id somebody is known, what the bot was taken out of, and what was forgotten.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('members')
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('heard_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('members_once', ['conversation', 'person'])
    .execute();
  await db.schema.createIndex('members_person').on('members').column('person').execute();

  await db.schema
    .createTable('accounts')
    .addColumn('account', 'text', (column) => column.primaryKey().notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('heard_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('accounts_person').on('accounts').column('person').execute();

  await db.schema
    .createTable('departures')
    .addColumn('place', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.alterTable('installers').addColumn('added_at', 'bigint').execute();

  await db.schema
    .createTable('forgotten')
    .addColumn('subject', 'text', (column) => column.primaryKey().notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();

  // What is kept about people elsewhere than under their votes and posts.
  await db.schema.alterTable('orders').addColumn('quotes', 'text').execute();
  await db.schema.alterTable('requests').addColumn('person', 'text').execute();
}
