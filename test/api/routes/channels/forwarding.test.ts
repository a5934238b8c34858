import assert from 'node:assert/strict';
import { createApiKey, parseApiKeys } from '../../../../src/api-keys.ts';
import { PLACE } from '../../../bot/announcing.ts';
import { openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

describe('The routes of posts from elsewhere', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  const put = (body: unknown, revision?: string) =>
    door.ask(revision === undefined ? '/routes' : `/routes?revision=${revision}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const now = async () =>
    (await (await door.ask('/routes')).json()) as { routes: { channel: string }[]; revision: string };
  const routes = async () => (await now()).routes;

  it('are none at first', async () => assert.deepEqual(await routes(), []));

  it('are what was put last, in its order, and tell which channels the bot knows', async () => {
    await put({ routes: [{ channel: '19:old' }] });
    await door.conversations.saveConversation(PLACE, { person: null, at: 0 });
    const first = {
      ...{ channel: PLACE.conversation, language: 'fr', network: 'x' },
      ...{ topic: 'baggage', negativeOnly: true },
    };
    const response = await put({ routes: [first, { channel: '19:b' }] });
    assert.equal(response.status, 200);
    const wanted = [
      { ...first, known: true },
      { channel: '19:b', language: null, network: null, topic: null, negativeOnly: false, known: false },
    ];
    assert.deepEqual(((await response.json()) as { routes: unknown[] }).routes, wanted);
    assert.deepEqual(await routes(), wanted);
    await put({ routes: [] });
    assert.deepEqual(await routes(), []);
  });

  it('are replaced only as they were seen by whoever says what they saw', async () => {
    const { revision: none } = await now();
    assert.equal((await put({ routes: [{ channel: '19:a' }, { channel: '19:b' }] }, none)).status, 200);
    const { revision } = await now();
    assert.equal((await put({ routes: [{ channel: '19:b' }, { channel: '19:a' }] })).status, 200);
    const late = await put({ routes: [] }, revision);
    assert.equal(late.status, 409);
    assert.match((await problemOf(late)).detail!, /the routes have changed since/);
    const current = await now();
    assert.deepEqual(
      current.routes.map(({ channel }) => channel),
      ['19:b', '19:a'],
      'another order is another state',
    );
    assert.equal((await put({ routes: [] }, current.revision)).status, 200);
    assert.equal((await now()).revision, none);
  });

  for (const [what, body, field] of [
    ['no list', {}, 'routes'],
    ['a route without a channel', { routes: [{ network: 'x' }] }, 'routes.0.channel'],
    ['a network that is no name', { routes: [{ channel: 'a', network: 'a b' }] }, 'routes.0.network'],
    ['a language nobody reads', { routes: [{ channel: 'a', language: 'de' }] }, 'routes.0.language'],
    [
      'a topic nobody knows',
      { routes: [{ channel: 'a' }, { channel: 'a', topic: 'luggage' }] },
      'routes.1.topic',
    ],
    ['more routes than anybody needs', { routes: Array(101).fill({ channel: 'a' }) }, 'routes'],
  ] as const)
    it(`are refused as ${what}, and those before stay`, async () => {
      await put({ routes: [{ channel: '19:old' }] });
      const response = await put(body);
      assert.equal(response.status, 422);
      assert.equal((await problemOf(response)).errors?.[0]?.field, field);
      assert.equal((await routes()).length, 1);
    });

  it('are for administrators only', async () => {
    const { key, entry } = createApiKey('monitoring', 'post+predict');
    const guarded = await openRestDoor({ keys: parseApiKeys(entry) });
    try {
      const response = await guarded.ask('/routes', { headers: { authorization: `Bearer ${key}` } });
      assert.equal(response.status, 403);
    } finally {
      await guarded.close();
    }
  });
});
