// What Teams handed over and waits to be worked on, what waits to be said there, where the bot can write, and who sends.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('jobs')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('lane', 'text', (column) => column.notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('received_at', 'bigint', (column) => column.notNull())
    .addColumn('author', 'text')
    .addColumn('activity', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('jobs_lane').on('jobs').columns(['lane', 'position']).execute();
  await db.schema.createIndex('jobs_position').on('jobs').column('position').execute();

  await db.schema
    .createTable('orders')
    .addColumn('id', 'text', (column) => column.primaryKey().notNull())
    .addColumn('position', 'bigint', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('place', 'text', (column) => column.notNull())
    .addColumn('card', 'text')
    .addColumn('reply_to', 'text')
    .addColumn('message', 'text')
    .addColumn('prediction_id', 'text')
    .addColumn('refresh', 'boolean', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'bigint', (column) => column.notNull())
    .addColumn('sending_at', 'bigint')
    .execute();
  await db.schema.createIndex('orders_position').on('orders').column('position').execute();
  await db.schema.createIndex('orders_lane').on('orders').columns(['conversation', 'position']).execute();
  await db.schema.createIndex('orders_channel').on('orders').column('channel').execute();
  // Of the orders that wait for a card there is one: the newest.
  await db.schema
    .createIndex('orders_card')
    .unique()
    .on('orders')
    .columns(['conversation', 'card'])
    .where(sql.ref('sending_at'), 'is', null)
    .execute();

  await db.schema
    .createTable('places')
    .addColumn('conversation', 'text', (column) => column.primaryKey().notNull())
    .addColumn('service_url', 'text', (column) => column.notNull())
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('tenant', 'text')
    .addColumn('team', 'text')
    .addColumn('bot', 'text', (column) => column.notNull())
    .addColumn('language', 'text')
    .addColumn('person', 'text')
    .addColumn('heard_at', 'bigint', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('leases')
    .addColumn('name', 'text', (column) => column.primaryKey().notNull())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute();
}
