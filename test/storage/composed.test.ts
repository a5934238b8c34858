import assert from 'node:assert/strict';
import { composedOnce } from '../../src/storage/composed.ts';
import { onBothDatabases } from './databases.ts';

onBothDatabases('A statement that is composed once', (current) => {
  const written = (at: number, ...names: readonly string[]) =>
    names.map((name) => ({ key: `${name} ${at}`, claimed_at: at, finished: true }));

  it('is run with the values of each call, those that stand twice and those of its own included', async () => {
    const { db } = current();
    await db
      .insertInto('deliveries')
      .values([...written(1, 'a', 'b'), ...written(2, 'a')])
      .execute();
    let times = 0;
    const between = composedOnce((on, at: number, most: number) => {
      times += 1;
      return on
        .selectFrom('deliveries')
        .select('key')
        .where('claimed_at', '>=', at)
        .where('claimed_at', '<=', at)
        .where('finished', '=', true)
        .orderBy('key')
        .limit(most);
    });
    const keys = async (...values: [number, number]) =>
      (await between(db, ...values)).rows.map(({ key }) => key);
    assert.deepEqual(await keys(1, 5), ['a 1', 'b 1']);
    assert.deepEqual(await keys(1, 1), ['a 1']);
    assert.deepEqual(await keys(2, 5), ['a 2']);
    assert.equal(times, 1);
  });

  it('takes null for a value, and says how many rows it has written', async () => {
    const { db } = current();
    const name = composedOnce((on, id: string, name: string, at: number) =>
      on
        .insertInto('names')
        .values({ id, name, told_at: at })
        .onConflict((conflict) => conflict.column('id').doUpdateSet({ name, told_at: at })),
    );
    const settle = composedOnce((on, channel: string, former: string | null) =>
      on.insertInto('channel_settings').values({ channel, settings: '{}', former, revision: 1 }),
    );
    await name(db, 'team', 'Before', 1);
    await name(db, 'team', 'Now', 2);
    await settle(db, 'one', null);
    await settle(db, 'two', '{}');
    const named = await db.selectFrom('names').selectAll().execute();
    assert.deepEqual(
      named.map(({ id, name, told_at }) => [id, name, told_at]),
      [['team', 'Now', 2]],
    );
    const settings = await db.selectFrom('channel_settings').select('former').orderBy('channel').execute();
    assert.deepEqual(
      settings.map(({ former }) => former),
      [null, '{}'],
    );
    const remove = composedOnce((on, id: string) => on.deleteFrom('names').where('id', '=', id));
    assert.equal((await remove(db, 'team')).numAffectedRows, 1n);
  });

  it('is composed once for lists and rows of one form, and anew for those of another', async () => {
    const { db } = current();
    let times = 0;
    const add = composedOnce((on, rows: ReturnType<typeof written>) => {
      times += 1;
      return on.insertInto('deliveries').values(rows);
    });
    const settle = composedOnce((on, row: { channel: string; former?: string | null | undefined }) => {
      times += 1;
      return on.insertInto('channel_settings').values({ ...row, settings: '{}', revision: 1 });
    });
    const among = composedOnce((on, keys: readonly string[], at: number) => {
      times += 1;
      return on
        .selectFrom('deliveries')
        .select('key')
        .where('claimed_at', '=', at)
        .where('key', 'in', keys)
        .orderBy('key');
    });
    const found = async (at: number, ...keys: readonly string[]) =>
      (await among(db, keys, at)).rows.map(({ key }) => key);
    await add(db, written(1, 'a', 'b'));
    await add(db, written(2, 'a', 'b'));
    assert.equal(times, 1);
    await settle(db, { channel: 'one', former: undefined });
    await settle(db, { channel: 'two' });
    assert.equal(times, 2);
    await settle(db, { channel: 'three', former: '{}' });
    assert.equal(times, 3);
    assert.deepEqual(await found(1, 'b 1', 'a 1'), ['a 1', 'b 1']);
    assert.deepEqual(await found(2, 'b 1', 'a 2'), ['a 2']);
    assert.equal(times, 4);
    assert.deepEqual(await found(2, 'a 2'), ['a 2']);
    assert.equal(times, 5);
  });

  it('is not kept for the many values of a large batch', async () => {
    const { db } = current();
    const names = Array.from({ length: 200 }, (_, number) => String(number));
    let times = 0;
    const add = composedOnce((on, rows: ReturnType<typeof written>) => {
      times += 1;
      return on.insertInto('deliveries').values(rows);
    });
    for (const at of [1, 2]) assert.equal((await add(db, written(at, ...names))).numAffectedRows, 200n);
    assert.equal(times, 2);
  });

  it('is kept for few of the many lengths that a list may have: those that were asked for last', async () => {
    const { db } = current();
    const composed: number[] = [];
    const among = composedOnce((on, keys: readonly string[]) => {
      composed.push(keys.length);
      return on.selectFrom('deliveries').select('key').where('key', 'in', keys);
    });
    const ask = (keys: number) => among(db, Array.from({ length: keys }, String));
    for (let keys = 1; keys <= 60; keys += 1) {
      await ask(keys);
      await ask(3);
    }
    composed.length = 0;
    await ask(3);
    await ask(60);
    assert.deepEqual(composed, []);
    await ask(1);
    assert.deepEqual(composed, [1]);
  });

  it('is run in the transaction that it is given, and undone with it', async () => {
    const { db } = current();
    const add = composedOnce((on, id: string) =>
      on.insertInto('names').values({ id, name: 'Team', told_at: 0 }),
    );
    await add(db, 'before');
    const undone = db.transaction().execute(async (trx) => {
      await add(trx, 'within');
      throw new Error('undone');
    });
    await assert.rejects(undone, /undone/);
    const named = await db.selectFrom('names').select('id').execute();
    assert.deepEqual(
      named.map(({ id }) => id),
      ['before'],
    );
  });

  it('is composed anew for a database with plugins, which see it with its values', async () => {
    const { db } = current();
    const seen: (readonly unknown[])[] = [];
    const watched = db.withPlugin({
      transformQuery({ node, queryId }) {
        seen.push(db.getExecutor().compileQuery(node, queryId).parameters);
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    const named = composedOnce((on, id: string) => on.selectFrom('names').selectAll().where('id', '=', id));
    for (const id of ['a', 'b']) await named(watched, id);
    assert.deepEqual(seen, [['a'], ['b']]);
  });
});
