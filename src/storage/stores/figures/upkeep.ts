// What is done to the figures of hours from time to time. On PostgreSQL each change of them is a row of its own, so that no
// writer waits for another; here they become one.
import { sql } from 'kysely';
import { inChunks } from '../../engine/chunks.ts';
import type { Database } from '../../engine/database.ts';

const CHUNK = 2000;
const COUNTS = [
  ...['predictions', 'negative', 'neutral', 'positive', 'uncertain', 'up', 'down'],
  ...['examples', 'reviewed', 'changes'],
].map((count) => sql.ref(count));

/** Folds the rows that wait for it. Readers see the same sums at any moment, and replicas take different rows. */
export async function foldFigures({ db, kind }: Pick<Database, 'db' | 'kind'>): Promise<number> {
  if (kind === 'sqlite') return 0; // its one writer changes the counts in place
  const columns = sql.join([
    ...['hour', 'door', 'language', 'model', 'slot'].map((each) => sql.ref(each)),
    ...COUNTS,
  ]);
  const sums = sql.join(COUNTS.map((count) => sql`sum(${count})`));
  const added = sql.join(COUNTS.map((count) => sql`${count} = figures.${count} + excluded.${count}`));
  return inChunks(CHUNK, async () => {
    const { rows } = await sql<{ folded: number }>`
      with pending as (
        delete from figures where slot > 0 and slot in (
          select slot from figures where slot > 0 order by slot limit ${sql.lit(CHUNK)} for update skip locked
        ) returning *
      ), folded as (
        insert into figures (${columns})
        select hour, door, language, model, 0, ${sums} from pending
        group by hour, door, language, model order by hour, door, language, model
        on conflict (hour, door, language, model, slot) do update set ${added}
      )
      select count(*) as folded from pending
    `.execute(db);
    return Number(rows[0]!.folded);
  });
}

/** Deletes what is kept of hours before `before` in which no prediction is left. */
export async function deleteEmptyFigures({ db }: Pick<Database, 'db'>, before: number): Promise<void> {
  await db
    .deleteFrom('figures')
    .where('hour', '<', before)
    .where('slot', '=', 0)
    .where(sql<boolean>`predictions = 0 and up = 0 and down = 0 and examples = 0`)
    .execute();
}
