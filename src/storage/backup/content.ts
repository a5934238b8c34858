// What is in a store, as figures that two equal stores share: the rows of each table and a digest of them.
import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { ClientBase } from 'pg';

export interface TableContent {
  readonly rows: number;
  /** 32 hexadecimal digits, whatever the order of the rows. */
  readonly digest: string;
}

/** By name of the table. */
export type Content = Readonly<Record<string, TableContent>>;

const BITS = 128n;
const PAGE = 1000;

/** The rows of every table of an open SQLite database. Tables that an index keeps for itself are derived and left out. */
export function contentOfSqlite(database: DatabaseSync): Content {
  const tables = database
    .prepare(
      `select name from pragma_table_list where schema = 'main' and type = 'table' and name not like 'sqlite\\_%' escape '\\'`,
    )
    .all() as { name: string }[];
  return Object.fromEntries(
    tables.map(({ name }) => {
      const sum = createSum();
      const rows = database.prepare(`select * from ${quoted(name)}`);
      rows.setReadBigInts(true);
      for (const row of rows.iterate()) sum.add(row);
      return [name, sum.content()];
    }),
  );
}

/** The rows of every table of the schema `public`, within the transaction that the connection is in. */
export async function contentOfPostgres(client: ClientBase): Promise<Content> {
  const { rows: tables } = await client.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const content: Record<string, TableContent> = {};
  for (const { name } of tables) {
    const sum = createSum();
    // Each row as the server writes it: no type of the client comes between.
    await client.query(
      `declare page no scroll cursor for select t::text as line from public.${quoted(name)} t`,
    );
    for (let more = true; more; ) {
      const { rows } = await client.query<{ line: string }>(`fetch ${PAGE} from page`);
      for (const { line } of rows) sum.add(line);
      more = rows.length === PAGE;
    }
    await client.query('close page');
    content[name] = sum.content();
  }
  return content;
}

/** @returns the tables in which two stores differ, each with its rows here and there. */
export function differences(here: Content, there: Content): string[] {
  const names = [...new Set([...Object.keys(here), ...Object.keys(there)])].sort();
  return names
    .filter((name) => here[name]?.rows !== there[name]?.rows || here[name]?.digest !== there[name]?.digest)
    .map((name) => `${name}: ${here[name]?.rows ?? 'no'} and ${there[name]?.rows ?? 'no'} rows`);
}

/** Adds up the digests of rows: the sum does not depend on their order, and needs no memory. */
function createSum() {
  let rows = 0;
  let sum = 0n;
  return {
    add(row: unknown): void {
      const digest = createHash('sha256').update(JSON.stringify(row, plain)).digest('hex');
      sum = BigInt.asUintN(Number(BITS), sum + BigInt(`0x${digest.slice(0, Number(BITS) / 4)}`));
      rows += 1;
    },
    content: (): TableContent => ({ rows, digest: sum.toString(16).padStart(Number(BITS) / 4, '0') }),
  };
}

function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${value}n`;
  return value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
