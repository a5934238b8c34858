// What is done to the figures of hours from time to time. On PostgreSQL each change of them is a row of its own, so that no
// writer waits for another; here they become one.
import { sql } from 'kysely';
import { inChunks } from '../../engine/chunks.ts';
import type { Database } from '../../engine/database.ts';

const CHUNK = 2000;
const VOTED = ['predictions', 'negative', 'neutral', 'positive', 'uncertain', 'up', 'down'];
/** Each table with what its rows are told apart by, but for the slot. */
const FIGURES = [
  {
    table: 'figures',
    key: ['hour', 'door', 'language', 'model'],
    counts: [...VOTED, 'examples', 'reviewed', 'changes'],
  },
  { table: 'topic_figures', key: ['hour', 'topic'], counts: VOTED },
] as const;

/** Folds the rows that wait for it. Readers see the same sums at any moment, and replicas take different rows. */
export async function foldFigures({ db, kind }: Pick<Database, 'db' | 'kind'>): Promise<number> {
  if (kind === 'sqlite') return 0; // its one writer changes the counts in place
  let folded = 0;
  for (const figures of FIGURES) folded += await foldTable(db, figures);
  return folded;
}

function foldTable(
  db: Database['db'],
  { table: name, key, counts }: (typeof FIGURES)[number],
): Promise<number> {
  const table = sql.table(name);
  const list = (columns: readonly string[]) => sql.join(columns.map((column) => sql.ref(column)));
  const sums = sql.join(counts.map((count) => sql`sum(${sql.ref(count)})`));
  const added = sql.join(
    counts.map(
      (count) => sql`${sql.ref(count)} = ${sql.ref(`${name}.${count}`)} + ${sql.ref(`excluded.${count}`)}`,
    ),
  );
  return inChunks(CHUNK, async () => {
    const { rows } = await sql<{ folded: number }>`
      with pending as (
        delete from ${table} where slot > 0 and slot in (
          select slot from ${table} where slot > 0 order by slot limit ${sql.lit(CHUNK)} for update skip locked
        ) returning *
      ), folded as (
        insert into ${table} (${list([...key, 'slot', ...counts])})
        select ${list(key)}, 0, ${sums} from pending
        group by ${list(key)} order by ${list(key)}
        on conflict (${list([...key, 'slot'])}) do update set ${added}
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
  await db
    .deleteFrom('topic_figures')
    .where('hour', '<', before)
    .where('slot', '=', 0)
    .where(sql<boolean>`predictions = 0 and up = 0 and down = 0`)
    .execute();
}
