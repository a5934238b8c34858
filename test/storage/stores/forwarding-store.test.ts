import assert from 'node:assert/strict';
import { revisionOf } from '../../../src/channel/forwarding.ts';
import { createForwardingStore } from '../../../src/storage/stores/forwarding-store.ts';
import { onBothDatabases } from '../databases.ts';

onBothDatabases('The store of forwarding rules', (current) => {
  const rule = (channel: string, changes = {}) => ({
    channel,
    language: null,
    network: null,
    topic: null,
    negativeOnly: false,
    ...changes,
  });

  it('keeps rules in their order, and puts new ones in the place of all others', async () => {
    const store = createForwardingStore(current());
    assert.deepEqual(await store.listRules(), []);
    const rules = [
      rule('19:b', { language: 'fr', network: 'mastodon', negativeOnly: true }),
      rule('19:a', { topic: 'baggage' }),
      rule('19:b', { language: 'en' as const }),
    ];
    await store.replaceRules(rules);
    assert.deepEqual(await store.listRules(), rules);
    await store.replaceRules([rule('19:c')]);
    assert.deepEqual(await store.listRules(), [rule('19:c')]);
    await store.replaceRules([]);
    assert.deepEqual(await store.listRules(), []);
  });

  it('lets one of two people win who change what both saw, and tells the other', async () => {
    const store = createForwardingStore(current());
    await store.replaceRules([rule('19:a'), rule('19:b')]);
    const seen = revisionOf(await store.listRules());
    const wishes = [[rule('19:b'), rule('19:a')], [rule('19:c')], []];
    const done = await Promise.all(wishes.map((rules) => store.replaceRules(rules, { seen })));
    assert.deepEqual(done.toSorted(), [false, false, true]);
    assert.deepEqual(await store.listRules(), wishes[done.indexOf(true)]);
  });

  it('replaces rules once for a piece of work that is done again, and again where it came to nothing', async () => {
    const store = createForwardingStore(current());
    assert.equal(await store.replaceRules([rule('19:a')], { seen: 'other', once: 'work' }), false);
    const seen = revisionOf([]);
    assert.equal(await store.replaceRules([rule('19:a')], { seen, once: 'work' }), true);
    await store.replaceRules([rule('19:b')]);
    assert.equal(await store.replaceRules([rule('19:a')], { seen, once: 'work' }), true);
    assert.deepEqual(await store.listRules(), [rule('19:b')]);
  });

  it('replaces rules that nobody has seen at once without a collision', async () => {
    const store = createForwardingStore(current());
    await Promise.all(['19:a', '19:b', '19:c'].map((channel) => store.replaceRules([rule(channel)])));
    assert.equal((await store.listRules()).length, 1);
  });

  it('keeps the earlier rules when the new ones cannot be written', async () => {
    const store = createForwardingStore(current());
    await store.replaceRules([rule('19:a')]);
    await assert.rejects(
      store.replaceRules([rule('19:b'), { ...rule('19:c'), negativeOnly: null as never }]),
    );
    assert.deepEqual(await store.listRules(), [rule('19:a')]);
  });
});
