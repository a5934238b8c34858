import assert from 'node:assert/strict';
import { outgoingMessages } from '../../../../src/delivery/outgoing-message.ts';
import { createNoticeStore } from '../../../../src/storage/stores/delivery/notice-store.ts';
import { PLACE } from '../../../bot/announcing.ts';
import { onBothDatabases } from '../../databases.ts';

const CHANNEL = '19:a';
const order = outgoingMessages.post(PLACE, { type: 'message' as const, summary: 'Le point' }, 10);

onBothDatabases('The store of notices', (current) => {
  const store = () => createNoticeStore(current());
  const waiting = async () => (await current().db.selectFrom('orders').select('id').execute()).length;
  const due = (at: number) => ({ channel: CHANNEL, kind: 'digest', at, after: at }) as const;

  it('says what is due once, and writes down when that was', async () => {
    assert.equal(await store().latest(CHANNEL, 'digest'), undefined);
    assert.equal(await store().announce(due(1000), [order]), true);
    assert.equal(await store().announce(due(1000), [order]), false);
    assert.equal(await store().announce(due(999), [order]), false);
    assert.equal(await store().latest(CHANNEL, 'digest'), 1000);
    assert.equal(await waiting(), 1);
    assert.equal(await store().announce(due(2000), [order]), true);
    assert.equal(await waiting(), 2);
  });

  it('lets one of many say it who try at once', async () => {
    const said = await Promise.all(Array.from({ length: 10 }, () => store().announce(due(1000), [order])));
    assert.equal(said.filter(Boolean).length, 1);
    assert.equal(await waiting(), 1);
  });

  it('notes nothing when the order cannot be written', async () => {
    const broken = { ...order, until: 'never' as unknown as number, reference: null as never };
    await assert.rejects(store().announce(due(1000), [broken]));
    assert.equal(await store().latest(CHANNEL, 'digest'), undefined);
  });

  it('keeps kinds and channels apart', async () => {
    await store().announce(due(1000), [order]);
    assert.equal(await store().announce({ ...due(500), kind: 'spike' }, [order]), true);
    assert.equal(await store().announce({ ...due(500), channel: '19:b' }, [order]), true);
  });

  it('takes what was before for said where nothing was, and leaves what is known', async () => {
    await store().begin(due(1000));
    await store().begin(due(2000));
    assert.equal(await store().latest(CHANNEL, 'digest'), 1000);
    assert.equal(await store().announce(due(900), [order]), false);
  });

  it('forgets channels that want no more, of one kind alone', async () => {
    for (const kind of ['digest', 'spike'] as const)
      for (const channel of [CHANNEL, '19:b']) await store().begin({ channel, kind, at: 1 });
    await store().keepOnly('digest', ['19:b']);
    assert.equal(await store().latest(CHANNEL, 'digest'), undefined);
    assert.equal(await store().latest('19:b', 'digest'), 1);
    assert.equal(await store().latest(CHANNEL, 'spike'), 1);
  });
});
