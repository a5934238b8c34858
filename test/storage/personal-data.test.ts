// The list of places where personal data can be (SECURITY.md) has every column that a migrated database has, and no other.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { onBothDatabases } from './databases.ts';

onBothDatabases('The list of personal data in SECURITY.md', (current) => {
  it('has a line for every column of the store', async () => {
    const rows = readFileSync(new URL('../../SECURITY.md', import.meta.url), 'utf8').matchAll(
      /^\| `(\w+)` \| ((?:`\w+`(?:, )?)+) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm,
    );
    const other = current().kind === 'sqlite' ? 'PostgreSQL only' : 'SQLite only';
    const here = [...rows].filter(([, , , what]) => !what!.includes(other));
    const listed = here.flatMap(([, table, columns]) =>
      columns!
        .replaceAll('`', '')
        .split(', ')
        .map((column) => `${table}.${column}`),
    );
    const tables = await current().db.introspection.getTables();
    const there = tables.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`));
    assert.deepEqual(listed.toSorted(), there.toSorted());
  });
});
