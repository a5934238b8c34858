import assert from 'node:assert/strict';
import { createApiKey, parseApiKeys } from '../../../../src/api-keys.ts';
import { DEFAULTS } from '../../../../src/channel/settings.ts';
import { openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

/** As long as Teams makes them for a chat of two. */
const CHAT = `19:${'0c5f0b1c-5f1e-4c39-8a39-2f6f6f1f2b02_7d1f6d60-32c3-4f2e-9b51-6a7f0c9f1a01'}@unq.gbl.spaces/ü`;

describe('The settings of a channel, over REST', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  const path = (id = CHAT) => `/channels/${encodeURIComponent(id)}/settings`;
  const put = (body: unknown, query = '') =>
    door.ask(path() + query, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('are the defaults while none were set, however long the id of the channel is', async () => {
    const response = await door.ask(path());
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), {
      channel: CHAT,
      settings: DEFAULTS,
      former: null,
      revision: 0,
    });
  });

  it('are what was put last', async () => {
    const settings = { ...DEFAULTS, mode: 'silent', quiet: { from: '20:00', to: '07:00' } };
    assert.deepEqual(await (await put(settings)).json(), {
      channel: CHAT,
      settings,
      former: DEFAULTS,
      revision: 1,
    });
    assert.equal((await put({ ...settings, mode: 'every' })).status, 200);
    const { settings: now, revision } = (await (await door.ask(path())).json()) as {
      settings: typeof DEFAULTS;
      revision: number;
    };
    assert.deepEqual([now.mode, revision], ['every', 2]);
  });

  it('are read and set by the handle of the channel too, which names nobody', async () => {
    await put({ ...DEFAULTS, mode: 'silent' });
    const list = (await (await door.ask('/channels')).json()) as { channels: { handle: string }[] };
    const { handle } = list.channels[0]!;
    assert.match(handle, /^[0-9a-f]{32}$/);
    const read = (await (await door.ask(path(handle))).json()) as { channel: string; revision: number };
    assert.deepEqual([read.channel, read.revision], [CHAT, 1]);
    const set = await door.ask(`${path(handle)}?revision=1`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(DEFAULTS),
    });
    assert.equal(((await set.json()) as { channel: string }).channel, CHAT);
  });

  it('are refused under a handle of no channel, and nothing is set', async () => {
    for (const method of ['GET', 'PUT']) {
      const response = await door.ask(path('0'.repeat(32)), {
        method,
        ...(method === 'PUT' && {
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(DEFAULTS),
        }),
      });
      assert.equal(response.status, 404);
      assert.match((await problemOf(response)).detail, /GET \/channels/);
    }
    assert.deepEqual(await door.channels.listSettings(), []);
  });

  it('are saved over the revision that was seen, and refused when somebody has changed them since', async () => {
    const silent = { ...DEFAULTS, mode: 'silent' };
    assert.equal((await put(silent, '?revision=0')).status, 200);
    const late = await put({ ...DEFAULTS, mode: 'mentioned' }, '?revision=0');
    assert.equal(late.status, 409);
    assert.match((await problemOf(late)).detail, /^revision: these settings have changed since/);
    const taken = (await (await put(DEFAULTS, '?revision=1')).json()) as { former: object };
    assert.deepEqual(taken.former, silent);
    assert.equal((await put(silent, '?revision=first')).status, 422);
  });

  it('name voters by hash, and take them back by hash', async () => {
    const named = (people: string[]) => ({ ...DEFAULTS, voters: { who: 'named', people } });
    const first = (await (await put(named(['ann']))).json()) as {
      settings: { voters: { people: string[] } };
    };
    const { people } = first.settings.voters;
    assert.match(people[0]!, /^[0-9a-f]{32}$/);
    const second = (await (await put(named(people))).json()) as typeof first;
    assert.deepEqual(second.settings.voters.people, people);
  });

  it('are refused as a whole when a field is wrong, which is named', async () => {
    const response = await put({ ...DEFAULTS, threshold: 2, quiet: { from: '20:00', to: '20:00' } });
    assert.equal(response.status, 422);
    const fields = (await problemOf(response)).errors?.map(({ field }) => field);
    assert.deepEqual(fields?.sort(), ['quiet', 'threshold']);
    const { revision } = (await (await door.ask(path())).json()) as { revision: number };
    assert.equal(revision, 0);
  });

  it('name the channel that is told of posts that wait by its handle too, and are refused where that tells nobody', async () => {
    const reminders = { remindAfter: 2, escalateAfter: 8, escalateTo: null as string | null };
    const PRESS = '19:press@thread.tacv2';
    await door.channels.saveSettings(PRESS, DEFAULTS);
    for (const escalateTo of [null, CHAT]) {
      const { errors } = await problemOf(await put({ ...DEFAULTS, reminders: { ...reminders, escalateTo } }));
      assert.equal(errors?.[0]?.field, 'reminders.escalateTo');
    }
    const list = (await (await door.ask('/channels')).json()) as { channels: { handle: string }[] };
    const escalateTo = list.channels[0]!.handle;
    const saved = await put({ ...DEFAULTS, reminders: { ...reminders, escalateTo } });
    const { settings } = (await saved.json()) as { settings: typeof DEFAULTS };
    assert.deepEqual(settings.reminders, { ...reminders, escalateTo: PRESS });
    const unknown = await put({ ...DEFAULTS, reminders: { ...reminders, escalateTo: '0'.repeat(32) } });
    assert.equal(unknown.status, 404);
  });

  it('are for keys with the scope admin', async () => {
    const { key, entry } = createApiKey('bot', 'predict');
    const guarded = await openRestDoor({ keys: parseApiKeys(entry) });
    try {
      const headers = { authorization: `Bearer ${key}` };
      assert.equal((await guarded.ask(path(), { headers })).status, 403);
      assert.equal((await guarded.ask('/brand-rules', { headers })).status, 403);
    } finally {
      await guarded.close();
    }
  });
});
