// What people who signed in from Teams may see and vote on: what they may in Teams, and no more. Keys follow their scopes.
import assert from 'node:assert/strict';
import { createSignIn } from '../../../src/api/auth/sign-in.ts';
import { createApiKey, parseApiKeys } from '../../../src/api-keys.ts';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import type { Entry } from '../../../src/feedback/feedback-service.ts';
import { verdict } from '../../feedback/verdicts.ts';
import { openRestDoor, type RestDoor } from '../rest-door.ts';

const CARE = '19:care@thread.tacv2';
const LEA = '0c5f0b1c-5f1e-4c39-8a39-2f6f6f1f2b07';
const YANN = '7d1f6d60-32c3-4f2e-9b51-6a7f0c9f1a08';

describe('A person signed in from Teams', () => {
  const key = createApiKey('program', 'predict+feedback+read+review+export');
  let door: RestDoor;
  beforeEach(async () => {
    const signIn = createSignIn({
      check: async (person) => ({ person, expires: Date.now() / 1000 + 3600 }),
      secret: 'k'.repeat(32),
      scopes: ['predict', 'feedback', 'read', 'review', 'export'],
    });
    door = await openRestDoor({ keys: parseApiKeys(key.entry), signIn });
    await hear(LEA, CARE);
    await hear(YANN, '19:sales@thread.tacv2');
  });
  afterEach(() => door.close());

  const hear = (person: string, conversation: string) =>
    door.members.hear({ conversation, person: door.hashPerson('teams', person), account: null, at: 1 });
  const asKey = { authorization: `Bearer ${key.key}` };
  async function as(person: string): Promise<Record<string, string>> {
    const session = await door.post('/session', {}, { authorization: `Bearer ${person}` });
    return { cookie: session.headers.get('set-cookie')!.split(';')[0]!, 'sec-fetch-site': 'same-origin' };
  }
  const record = (entry: Partial<Entry> = {}) =>
    door.feedback.record({
      verdict: { ...verdict, certain: false },
      text: 'Bagage abîmé',
      door: 'teams',
      origin: `teams:${CARE}/1`,
      channel: CARE,
      ...entry,
    });
  const vote = async (headers: Record<string, string>, prediction_id: string) =>
    (await door.post('/feedback', { prediction_id, correct: false }, headers)).status;
  async function texts(path: string, headers: Record<string, string>): Promise<string[]> {
    const { posts } = (await (await door.ask(path, { headers })).json()) as { posts: { text: string }[] };
    return posts.map(({ text }) => text);
  }

  it('compares the channels in which they were heard, while a key compares all', async () => {
    for (const channel of [CARE, '19:press@thread.tacv2']) {
      await door.channels.saveSettings(channel, DEFAULTS);
      await record({ channel, origin: `teams:${channel}/1` });
    }
    const handles = async (headers: Record<string, string>) => {
      const answer = await door.ask('/channels/figures', { headers });
      const { channels } = (await answer.json()) as { channels: { handle: string }[] };
      return channels.map(({ handle }) => handle);
    };
    assert.deepEqual(await handles(await as(LEA)), [door.hashPerson('channel', CARE)]);
    assert.deepEqual(await handles(await as(YANN)), []);
    assert.equal((await handles(asKey)).length, 2);
  });

  it('sees, reviews and votes on posts of channels in which they were heard, and of no other', async () => {
    const { id } = await record();
    const [lea, yann] = [await as(LEA), await as(YANN)];
    const label = { method: 'PUT', body: JSON.stringify({ label: 'negative' }) };
    const json = { 'content-type': 'application/json' };
    for (const [headers, status] of [
      [yann, 403],
      [lea, 200],
      [asKey, 200],
    ] as const) {
      assert.equal((await door.ask(`/predictions/${id}`, { headers })).status, status);
      assert.equal((await door.ask(`/posts/${id}`, { headers })).status, status);
      for (const list of ['/reviews', '/posts', '/posts?q=bagage'])
        assert.equal((await texts(list, headers)).length, status === 200 ? 1 : 0);
      const file = await door.ask('/posts?format=csv', { headers });
      assert.equal(/Bagage/.test(await file.text()), status === 200);
      const { waiting } = (await (await door.ask('/reviews', { headers })).json()) as {
        waiting: { disputed: number; uncertain: number };
      };
      assert.equal(waiting.disputed + waiting.uncertain, status === 200 ? 1 : 0);
      const reviewed = await door.ask(`/reviews/${id}`, { ...label, headers: { ...headers, ...json } });
      assert.equal(reviewed.status, status);
      assert.equal((await texts('/export/next', headers)).length, status === 200 ? 1 : 0);
      assert.equal(/Bagage/.test(await (await door.ask('/export', { headers })).text()), status === 200);
      const back = await door.ask(`/reviews/${id}`, { method: 'DELETE', headers });
      assert.equal(back.status, status);
      assert.equal(await vote(headers, id), status === 200 ? 201 : 403);
    }
  });

  it('votes as the settings of the channel say, also by an id in capitals', async () => {
    const { id } = await record();
    const [lea, owner] = [await as(LEA), await as(YANN.toUpperCase())];
    await hear(YANN, CARE);
    await door.channels.saveInstaller(CARE, door.hashPerson('teams', YANN), 1);
    await door.channels.saveSettings(CARE, { ...DEFAULTS, voters: { who: 'owners' } });
    assert.deepEqual([await vote(lea, id), await vote(owner, id)], [403, 201]);
    const people = [door.hashPerson('teams', LEA)];
    await door.channels.saveSettings(CARE, { ...DEFAULTS, voters: { who: 'named', people } });
    assert.deepEqual([await vote(lea, id), await vote(owner, id)], [201, 403]);
    assert.equal(await vote(asKey, id), 201);
  });

  it('votes as an owner in a chat, in which everybody is one', async () => {
    const chat = '19:abc@thread.v2';
    const { id } = await record({ channel: chat, origin: `teams:${chat}/1` });
    await door.channels.saveSettings(chat, { ...DEFAULTS, voters: { who: 'owners' } });
    await hear(LEA, chat);
    assert.deepEqual([await vote(await as(LEA), id), await vote(await as(YANN), id)], [201, 403]);
  });

  it('sees a message that was analysed, and a post from elsewhere, where they belong; one that belongs nowhere always', async () => {
    const analysed = await record({ channel: undefined });
    const shown = await record({ door: 'api', origin: 'web:https://example.org/1' });
    const typed = await record({ door: 'api', origin: undefined, channel: undefined, text: 'Tapé ici' });
    const lost = await record({ origin: undefined, channel: undefined });
    const mayVote = async (person: string) => {
      const headers = await as(person);
      return Promise.all([analysed, shown, typed, lost].map(({ id }) => vote(headers, id)));
    };
    assert.deepEqual(await mayVote(LEA), [201, 201, 201, 403]);
    assert.deepEqual(await mayVote(YANN), [403, 403, 201, 403]);
    assert.deepEqual(await texts('/reviews', await as(YANN)), ['Tapé ici']);
    assert.deepEqual(await texts('/posts', await as(YANN)), ['Tapé ici']);
  });

  it('sees nothing any more of a channel that they have left', async () => {
    const { id } = await record();
    await door.members.removeMembers([CARE], [door.hashPerson('teams', LEA)]);
    assert.equal(await vote(await as(LEA), id), 403);
    assert.deepEqual(await texts('/reviews', await as(LEA)), []);
    assert.deepEqual(await texts('/posts', await as(LEA)), []);
  });
});
