// Verdicts have three labels. Of the three scores two numbers are kept: the probability of positive against negative, which
// was there, and the score of neutral. A model with two labels never said neutral, so that earlier rows have 0.
import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('predictions')
    .addColumn('neutral', 'double precision', (column) => column.notNull().defaultTo(0))
    .execute();
}
