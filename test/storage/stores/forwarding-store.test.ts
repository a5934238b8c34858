import assert from 'node:assert/strict';
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

  it('keeps the earlier rules when the new ones cannot be written', async () => {
    const store = createForwardingStore(current());
    await store.replaceRules([rule('19:a')]);
    await assert.rejects(
      store.replaceRules([rule('19:b'), { ...rule('19:c'), negativeOnly: null as never }]),
    );
    assert.deepEqual(await store.listRules(), [rule('19:a')]);
  });
});
