// In which channel and thread a post stands, what was announced where, which posts from elsewhere go to which channel, and
// when a brand rule was made.
import { type Kysely, sql } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('predictions').addColumn('channel', 'text').execute();
  await db.schema.alterTable('predictions').addColumn('thread', 'text').execute();
  // `teams:<channel>/<activity>` without its last part. The thread of an earlier post is not known any more.
  const place = sql`rtrim(origin, replace(origin, '/', ''))`;
  await sql`
    update predictions set channel = substr(${place}, 7, length(${place}) - 7)
    where door = 'teams' and origin like 'teams:%/%'
  `.execute(db);
  await sql`
    create index predictions_channel on predictions (channel, created_at) where channel is not null
  `.execute(db);

  await db.schema
    .createTable('notices')
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('notices_one_per_kind', ['channel', 'kind'])
    .execute();

  await db.schema
    .createTable('forwarding_rules')
    .addColumn('position', 'integer', (column) => column.primaryKey().notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('language', 'text')
    .addColumn('network', 'text')
    .addColumn('negative_only', 'boolean', (column) => column.notNull())
    .execute();

  await db.schema.alterTable('brand_rules').addColumn('added_at', 'bigint').execute();
  // Id of the Microsoft 365 group behind a team, for links to its messages.
  await db.schema.alterTable('places').addColumn('team_group', 'text').execute();
}
