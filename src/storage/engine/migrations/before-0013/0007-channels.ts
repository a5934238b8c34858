// How the bot behaves in each channel, who brought it there, and the brand rules.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('channel_settings')
    .addColumn('channel', 'text', (column) => column.primaryKey().notNull())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('former', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .execute();

  // How many posts of a channel were answered, up to the number at which something is offered.
  await db.schema
    .createTable('channel_answers')
    .addColumn('channel', 'text', (column) => column.primaryKey().notNull())
    .addColumn('answers', 'integer', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('installers')
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('installers_once', ['place', 'person'])
    .execute();

  // `channel` is empty for everywhere: a primary key has no null.
  await db.schema
    .createTable('brand_rules')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('phrase', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('brand_rules_one_per_phrase', ['channel', 'key'])
    .execute();

  // JSON: the brand rules that made the verdict, and what the model said by itself.
  await db.schema.alterTable('predictions').addColumn('brand', 'text').execute();
}
