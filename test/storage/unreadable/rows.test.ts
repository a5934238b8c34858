import assert from 'node:assert/strict';
import { z } from 'zod';
import {
  createUnreadableRows,
  knownWord,
  parseColumn,
  type UnreadableRow,
  UnreadableRowError,
} from '../../../src/storage/unreadable/rows.ts';

describe('Rows that cannot be read', () => {
  const read = (row: { json: string }) => parseColumn(row.json, z.object({ n: z.number() })).n;
  const good = { id: 'a', json: '{"n":1}' };
  const broken = { id: 'b', json: '{"n":' };

  it('are passed over, reported once, and counted until they can be read', () => {
    const found: UnreadableRow[] = [];
    const rows = createUnreadableRows((row) => void found.push(row));
    for (let i = 0; i < 3; i++) {
      const { values, unreadable } = rows.pass('jobs', [broken, good], ({ id }) => id, read);
      assert.deepEqual([values, unreadable], [[1], [broken]]);
    }
    assert.deepEqual(
      found.map(({ table, id }) => `${table} ${id}`),
      ['jobs b'],
    );
    assert.deepEqual(rows.counts(), { jobs: 1 });
    rows.pass('jobs', [{ ...broken, json: '{"n":2}' }], ({ id }) => id, read);
    assert.deepEqual(rows.counts(), {});
  });

  it('do not fill the memory, however many there are', () => {
    let reports = 0;
    const rows = createUnreadableRows(() => {
      reports += 1;
    });
    for (let i = 0; i < 5000; i++) rows.pass('traces', [broken], () => `${i}`, read);
    assert.ok(reports <= 1000);
    assert.equal(rows.counts().traces, reports);
  });

  it('are named in an error that quotes nothing of them', () => {
    const secret = 'Vol annulé par Ann';
    const schema = z.object({ type: z.literal('message') });
    for (const json of [secret, `{"type":"${secret}"}`, `["${secret}"]`, `{"${secret}":1}`, 'null'])
      assert.throws(
        () => createUnreadableRows().one('jobs', json, 'j1', (text) => parseColumn(text, schema)),
        (error: Error) => {
          const said = `${error.message} ${(error.cause as Error).message}`;
          assert.ok(error instanceof UnreadableRowError);
          assert.match(said, /j1 of jobs/);
          assert.doesNotMatch(said, /annulé|Ann/);
          return true;
        },
      );
    assert.throws(() => knownWord('label', ['negative', 'positive'], secret), /unknown word in label$/);
  });
});
