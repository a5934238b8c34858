import assert from 'node:assert/strict';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import { createChannelStore } from '../../../src/storage/stores/channel-store.ts';
import { onBothDatabases } from '../databases.ts';

const CHANNEL = '19:a@thread.tacv2';
const quiet = { ...DEFAULTS, quiet: { from: '20:00', to: '07:00' } } as const;
const silent = { ...DEFAULTS, mode: 'silent' } as const;

onBothDatabases('The store of channels', (current) => {
  const store = () => createChannelStore(current());

  it('finds no settings where none were saved', async () => {
    assert.equal(await store().findSettings(CHANNEL), undefined);
  });

  it('keeps the settings of each channel, and those that were there before', async () => {
    assert.deepEqual(await store().saveSettings(CHANNEL, quiet), {
      settings: quiet,
      former: null,
      revision: 1,
    });
    const second = { settings: silent, former: quiet, revision: 2 };
    assert.deepEqual(await store().saveSettings(CHANNEL, silent), second);
    assert.deepEqual(await store().findSettings(CHANNEL), second);
    assert.equal(await store().findSettings('19:b'), undefined);
  });

  it('lists what can be read beside a row that cannot, and refuses that one alone', async () => {
    await store().saveSettings(CHANNEL, quiet);
    for (const [channel, settings] of [
      ['19:torn', '{"mode":'],
      ['19:odd', '{"mode":"loud"}'],
    ] as const)
      await current()
        .db.insertInto('channel_settings')
        .values({ channel, settings, former: null, revision: 1 })
        .execute();
    assert.deepEqual(await store().listSettings(), [{ channel: CHANNEL, settings: quiet }]);
    await assert.rejects(store().findSettings('19:torn'));
    await assert.rejects(store().findSettings('19:odd'));
  });

  it('saves over the revision that was seen, and over no other', async () => {
    assert.equal((await store().saveSettings(CHANNEL, quiet, { revision: 0 }))?.revision, 1);
    assert.equal(await store().saveSettings(CHANNEL, silent, { revision: 0 }), undefined);
    assert.equal((await store().saveSettings(CHANNEL, silent, { revision: 1 }))?.revision, 2);
    assert.equal(await store().saveSettings(CHANNEL, quiet, { revision: 1 }), undefined);
    assert.equal(await store().saveSettings('19:b', quiet, { revision: 1 }), undefined);
    assert.deepEqual((await store().findSettings(CHANNEL))?.settings, silent);
  });

  it('lets one of many win who save over the same revision at once', async () => {
    const saved = await Promise.all(
      Array.from({ length: 10 }, () => store().saveSettings(CHANNEL, quiet, { revision: 0 })),
    );
    assert.equal(saved.filter(Boolean).length, 1);
  });

  it('saves once what is saved again under one id, and tells what stands by then', async () => {
    await store().saveSettings(CHANNEL, quiet);
    const first = await store().saveSettings(CHANNEL, silent, { revision: 1, once: 'work' });
    assert.deepEqual(await store().saveSettings(CHANNEL, silent, { revision: 1, once: 'work' }), first);
    await store().saveSettings(CHANNEL, quiet, { revision: 2, once: 'other work' });
    const again = await store().saveSettings(CHANNEL, silent, { once: 'work' });
    assert.deepEqual([again?.settings, again?.revision], [quiet, 3]);
  });

  it('does not take a refused change for one that was made, when it is asked for again', async () => {
    await store().saveSettings(CHANNEL, quiet);
    for (const _ of [1, 2])
      assert.equal(await store().saveSettings(CHANNEL, silent, { revision: 7, once: 'refused' }), undefined);
    assert.equal(
      (await store().saveSettings(CHANNEL, silent, { revision: 1, once: 'refused' }))?.revision,
      2,
    );
  });

  it('knows who brought the bot to a place', async () => {
    await store().saveInstaller('19:team', 'ann', 1);
    await store().saveInstaller('19:team', 'ann', 2);
    assert.ok(await store().isInstaller('19:team', 'ann'));
    assert.ok(!(await store().isInstaller('19:team', 'bob')));
    assert.ok(!(await store().isInstaller('19:other', 'ann')));
    assert.deepEqual(
      [await store().hasInstaller('19:team'), await store().hasInstaller('19:other')],
      [true, false],
    );
  });

  it('takes whoever brings the bot for the one who did, in place of whoever did before', async () => {
    await store().saveInstaller('19:team', 'ann', 1);
    await store().saveInstaller('19:team', 'bob', 2);
    assert.ok(!(await store().isInstaller('19:team', 'ann')));
    assert.ok(await store().isInstaller('19:team', 'bob'));
    await store().saveInstaller('19:team', 'ann', 1); // told late
    assert.ok(await store().isInstaller('19:team', 'bob'));
    assert.ok(!(await store().isInstaller('19:team', 'ann')));
  });

  it('knows nobody who brought the bot once it was removed, save who brought it anew', async () => {
    await store().saveInstaller('19:team', 'ann', 1);
    await store().saveInstaller('19:other', 'ann', 1);
    await store().deleteInstallers('19:team', 2);
    assert.ok(!(await store().isInstaller('19:team', 'ann')));
    assert.ok(await store().isInstaller('19:other', 'ann'));
    await store().saveInstaller('19:team', 'ann', 3);
    await store().deleteInstallers('19:team', 2);
    assert.ok(await store().isInstaller('19:team', 'ann'));
  });
});
