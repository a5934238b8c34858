import assert from 'node:assert/strict';
import { DEFAULTS } from '../../../../src/channel/settings.ts';
import type { RequestStore } from '../../../../src/delivery/request-store.ts';
import { CHANNEL, PLACE } from '../../../bot/announcing.ts';
import { HAPPY, openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

describe('POST /posts', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  it('answers 201 with the verdict and where the prediction is found', async () => {
    const response = await door.post('/posts', {
      text: 'Merci',
      author: 'jean',
      network: 'mastodon',
      url: 'https://mastodon.example/@jean/1',
    });
    assert.equal(response.status, 201);
    const { id, label } = (await response.json()) as { id: string; label: string };
    assert.equal(label, 'positive');
    assert.equal(response.headers.get('location'), `/predictions/${id}`);
    assert.match(response.headers.get('server-timing')!, /^total;/);
  });

  it('believes the language that the caller knows', async () => {
    const given = await door.post('/posts', { text: 'ok', language: 'fr' });
    assert.equal(((await given.json()) as { lang: string }).lang, 'fr');
    const found = await door.post('/posts', { text: 'ok' });
    assert.equal(((await found.json()) as { lang: string }).lang, 'en');
  });

  describe('with routes', () => {
    const POST = {
      text: 'Bagage perdu',
      author: 'Jean [x](https://evil.example)',
      network: 'mastodon',
      url: 'https://mastodon.example/@jean/1',
      language: 'fr',
    };
    type Answer = { id: string; card: string; channel?: string; why?: string };

    const send = async (changes = {}, headers = {}) =>
      (await (await door.post('/posts', { ...POST, ...changes }, headers)).json()) as Answer;
    const route = (...routes: object[]) =>
      door.ask('/routes', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ routes }),
      });

    beforeEach(() => door.conversations.saveConversation(PLACE, { person: null, at: 0 }));

    it('queues a card for the channel that they choose, with network, author and link', async () => {
      await route({ channel: '19:other', network: 'x' }, { channel: CHANNEL, network: 'Mastodon' });
      const answer = await send();
      assert.deepEqual([answer.card, answer.channel, answer.why], ['queued', CHANNEL, undefined]);
      const [order] = await door.orders();
      assert.equal(order?.channel, CHANNEL);
      const { attachments, summary } = JSON.parse(order!.message!);
      assert.match(summary, /Positif/);
      const card = JSON.stringify(attachments[0].content);
      assert.match(card, /Bagage perdu.+mastodon · par Jean.+"url":"https:\/\/mastodon\.example\/@jean\/1"/);
      const runs = card.match(/\{[^{}]*evil\.example[^{}]*\}/)?.[0];
      assert.match(runs!, /"type":"TextRun"/);
    });

    it('queues it for the channel of its topic, and shows the topic on the card', async () => {
      await route({ channel: CHANNEL, topic: 'baggage' });
      assert.match((await send()).why!, /No route fits this post/, 'one that is about nothing');
      const topics = [
        { name: 'delay', probability: 0.9 },
        { name: 'baggage', probability: 0.8 },
      ];
      door.classify = async () => ({ ...HAPPY, topics });
      assert.equal((await send()).channel, CHANNEL);
      const [order] = await door.orders();
      assert.match(order!.message!, /🏷️ retard \(à vérifier\) · bagages/);
    });

    it('gives the verdict all the same, and says why there is no card', async () => {
      assert.match((await send()).why!, /No route fits this post/);
      await route({ channel: '19:gone' });
      assert.match((await send()).why!, /does not know the channel 19:gone/);
      await route({ channel: CHANNEL, negativeOnly: true });
      assert.match((await send()).why!, /No route fits/);
      await route({ channel: CHANNEL, language: 'en' });
      assert.match((await send()).why!, /No route fits/);
      await route({ channel: CHANNEL });
      await door.channels.saveSettings(CHANNEL, { ...DEFAULTS, mode: 'silent' });
      const silent = await send();
      assert.match(silent.why!, /wants no card for this post now/);
      assert.equal(silent.card, 'none');
      assert.equal((await door.ask(`/predictions/${silent.id}`)).status, 200);
      assert.deepEqual(await door.orders(), []);
    });

    it('makes no second card for a request that is repeated under its key', async () => {
      await route({ channel: CHANNEL });
      const key = { 'Idempotency-Key': 'one' };
      assert.deepEqual(await send({}, key), await send({}, key));
      assert.equal((await door.orders()).length, 1);
    });
  });

  it('tells where the prediction is found again when the request is repeated', async () => {
    const post = () => door.post('/posts', { text: 'Bagage perdu' }, { 'Idempotency-Key': 'two' });
    const [first, again] = [await post(), await post()];
    const { id } = (await first.json()) as { id: string };
    assert.equal(again.headers.get('idempotency-replayed'), 'true');
    for (const { headers } of [first, again]) assert.equal(headers.get('location'), `/predictions/${id}`);
  });

  for (const [what, body, field] of [
    ['a missing text', {}, 'text'],
    ['an address that is none', { text: 'a', url: 'here' }, 'url'],
    ['an address of another kind', { text: 'a', url: 'javascript:alert(1)' }, 'url'],
    ['a network that is no name', { text: 'a', network: 'a b' }, 'network'],
    ['a language nobody reads', { text: 'a', language: 'de' }, 'language'],
    ['an empty author', { text: 'a', author: '' }, 'author'],
  ] as const)
    it(`says 422 and names the field for ${what}`, async () => {
      const response = await door.post('/posts', body);
      assert.equal(response.status, 422);
      assert.equal((await problemOf(response)).errors?.[0]?.field, field);
    });
});

describe('POST /posts, begun again because its answer was never kept', () => {
  let door: RestDoor;
  beforeEach(async () => {
    // As after a process that died: each attempt finds the claim, and no answer.
    const requests: RequestStore = {
      claim: async () => ({ claim: 'of both attempts' }),
      keep: async () => {},
      release: async () => {},
      deleteRequests: async () => 0,
    };
    door = await openRestDoor({ requests });
    await door.conversations.saveConversation(PLACE, { person: null, at: 0 });
  });
  afterEach(() => door.close());

  const route = (...routes: object[]) =>
    door.ask('/routes', {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ routes }),
    });
  const send = async () =>
    (await (
      await door.post('/posts', { text: 'Bagage perdu' }, { 'idempotency-key': 'k' })
    ).json()) as object;

  it('says that the card is queued which was queued then, and queues no other', async () => {
    await route({ channel: CHANNEL });
    const first = await send();
    await route();
    assert.deepEqual(await send(), first);
    assert.equal((await door.orders()).length, 1);
  });

  it('queues no card for a route that was made since', async () => {
    await send();
    await route({ channel: CHANNEL });
    assert.match(JSON.stringify(await send()), /"card":"none","why":"When it was sent first/);
    assert.equal((await door.orders()).length, 0);
  });
});
