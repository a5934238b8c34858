import assert from 'node:assert/strict';
import { deleteOlder, slicesOf } from '../../../src/storage/engine/chunks.ts';
import { onBothDatabases } from '../databases.ts';

onBothDatabases('What has outlived its time', (current) => {
  it('is deleted with all of its age, in statements of a bounded size, and nothing younger', async () => {
    const { db } = current();
    const rows = Array.from({ length: 1201 }, (_, at) => ({
      key: `delivery ${at}`,
      claimed_at: at,
      finished: true,
    }));
    for (let first = 0; first < rows.length; first += 400)
      await db
        .insertInto('deliveries')
        .values(rows.slice(first, first + 400))
        .execute();
    let statements = 0;
    const counted = db.withPlugin({
      transformQuery({ node }) {
        statements += 1;
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const deleted = await deleteOlder(counted, 'deliveries', { time: 'claimed_at', key: ['key'] }, 1200);
    const left = await db.selectFrom('deliveries').select('claimed_at').execute();
    assert.equal(deleted, 1200);
    assert.deepEqual(
      left.map(({ claimed_at }) => claimed_at),
      [1200],
    );
    assert.equal(statements, 3);
  });

  it('is known by several columns where its key has several', async () => {
    const { db } = current();
    for (const [conversation, heard_at] of [
      ['a', 1],
      ['b', 5],
    ] as const)
      await db.insertInto('members').values({ conversation, person: 'ann', heard_at }).execute();
    const key = ['conversation', 'person'] as const;
    assert.equal(await deleteOlder(db, 'members', { time: 'heard_at', key }, 5), 1);
    assert.deepEqual((await db.selectFrom('members').select('conversation').execute()).length, 1);
  });
});

describe('The slices of a period', () => {
  const all = async (since: number, until: number) => {
    const found: (readonly [number, number])[] = [];
    for await (const slice of slicesOf({ since, until }, 10)) found.push([slice.since, slice.until]);
    return found;
  };

  it('follow one another without a gap, the last one shorter', async () => {
    assert.deepEqual(await all(5, 28), [
      [5, 15],
      [15, 25],
      [25, 28],
    ]);
  });

  it('are none where nothing lies between its ends', async () => {
    assert.deepEqual([await all(5, 5), await all(6, 5)], [[], []]);
  });
});
