import assert from 'node:assert/strict';
import { createApiKey, parseApiKeys } from '../../../../src/api-keys.ts';
import { HAPPY, openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

interface Queue {
  readonly waiting: { readonly disputed: number; readonly uncertain: number };
  readonly next_export: { readonly examples: number; readonly reviewed: number };
  readonly posts: readonly { prediction_id: string; kind: string; text: string; corrections: object }[];
  readonly next: string | null;
}

describe('Reviews over REST', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  async function judged(text: string, certain = true): Promise<string> {
    door.classify = async () => ({ ...HAPPY, certain });
    const { id } = (await (await door.post('/predict', { text })).json()) as { id: string };
    return id;
  }
  async function disputed(text: string): Promise<string> {
    const id = await judged(text);
    await door.post('/feedback', { prediction_id: id, correct: false, label: 'neutral' });
    return id;
  }
  const queue = async (query = '') => (await (await door.ask(`/reviews${query}`)).json()) as Queue;
  const texts = async (query = '') => (await queue(query)).posts.map(({ text }) => text);
  const put = (id: string, label: string, headers = {}) =>
    door.ask(`/reviews/${id}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ label }),
    });
  const takeBack = (id: string, headers = {}) => door.ask(`/reviews/${id}`, { method: 'DELETE', headers });
  const exported = async () =>
    (await (await door.ask('/export')).text())
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));

  it('lists posts with a 👎 before uncertain ones, with what people say, and leaves the others out', async () => {
    await judged('uncertain', false);
    await judged('certain');
    await disputed('disputed');
    const { posts, waiting, next } = await queue();
    assert.deepEqual(
      posts.map(({ text, kind }) => [text, kind]),
      [
        ['disputed', 'disputed'],
        ['uncertain', 'uncertain'],
      ],
    );
    assert.deepEqual(posts[0]!.corrections, { negative: 0, neutral: 1, positive: 0 });
    assert.deepEqual(waiting, { disputed: 1, uncertain: 1 });
    assert.equal(next, null);
  });

  it('gives the queue page by page, and filtered', async () => {
    for (const text of ['one', 'two', 'three']) await disputed(text);
    await judged('four', false);
    const seen: string[] = [];
    for (let after = ''; ; ) {
      const page = await queue(`?limit=2${after}`);
      seen.push(...page.posts.map(({ text }) => text));
      if (!page.next) break;
      after = `&after=${page.next}`;
    }
    assert.deepEqual(new Set(seen), new Set(['one', 'two', 'three', 'four']));
    assert.equal(seen.length, 4);
    assert.equal(seen.at(-1), 'four');
    assert.deepEqual(await texts('?kind=uncertain'), ['four']);
    assert.deepEqual(await texts('?door=teams'), []);
    assert.deepEqual(await texts('?language=fr'), []);
    assert.equal((await texts('?language=en&door=api')).length, 4);
  });

  it('puts the label of a review into the export in place of what people voted, and says so', async () => {
    const id = await disputed('Bon vol');
    await judged('uncertain', false).then((other) => put(other, 'negative'));
    assert.deepEqual((await queue()).next_export, { examples: 2, reviewed: 1 });
    assert.deepEqual(await (await put(id, 'positive')).json(), { prediction_id: id, label: 'positive' });
    const [voted, alone] = await exported();
    assert.deepEqual(
      [voted.text, voted.label, voted.source, voted.down],
      ['Bon vol', 'positive', 'review', 1],
    );
    assert.match(voted.review.reviewer, /^[0-9a-f]{32}$/);
    assert.deepEqual([alone.text, alone.label, alone.votes], ['uncertain', 'negative', []]);
    const next = (await (await door.ask('/export/next')).json()) as Queue & { examples: number };
    assert.equal(next.examples, 2);
    assert.deepEqual(
      next.posts.map(({ text }) => text),
      ['Bon vol', 'uncertain'],
    );
    const csv = await (await door.ask('/export?format=csv')).text();
    assert.match(csv, /^.*,source,.*\n.*,review,.*\n.*,review,.*\n$/);
  });

  it('puts the topics of a review into the export, and refuses one that nobody knows', async () => {
    const { id } = (await (await door.post('/predict', { text: 'Valise' })).json()) as { id: string };
    const put = (body: object) =>
      door.ask(`/reviews/${id}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const refused = await put({ label: 'negative', topics: ['luggage'] });
    assert.equal(refused.status, 422);
    assert.equal((await problemOf(refused)).errors?.[0]?.field, 'topics');
    assert.equal((await put({ label: 'negative', topics: ['baggage'] })).status, 200);
    const rows = (await (await door.ask('/export')).text()).trimEnd().split('\n');
    const row = rows.map((line) => JSON.parse(line)).find((each) => each.id === id);
    assert.deepEqual([row.topics, row.review.topics], [['baggage'], ['baggage']]);
  });

  it('takes a review back: the post waits again, and leaves with what people voted', async () => {
    const id = await disputed('Bon vol');
    await put(id, 'positive');
    assert.deepEqual(await texts(), []);
    assert.deepEqual(await (await takeBack(id)).json(), { prediction_id: id, label: null });
    assert.deepEqual(await texts(), ['Bon vol']);
    const [example] = await exported();
    assert.deepEqual([example.label, example.source, example.review], ['neutral', 'votes', null]);
    assert.equal((await takeBack(id)).status, 200);
  });

  it('does not bring a review back when its request is repeated after it was taken back', async () => {
    const id = await disputed('Bon vol');
    await put(id, 'positive', { 'idempotency-key': 'first' });
    await takeBack(id, { 'idempotency-key': 'second' });
    const late = await put(id, 'positive', { 'idempotency-key': 'first' });
    assert.equal(late.headers.get('idempotency-replayed'), 'true');
    assert.deepEqual(await texts(), ['Bon vol']);
  });

  it('does not take the key of one post for another', async () => {
    const [first, second] = [await disputed('one'), await disputed('two')];
    await put(first, 'positive', { 'idempotency-key': 'same' });
    assert.equal((await put(second, 'positive', { 'idempotency-key': 'same' })).status, 409);
    assert.deepEqual(await texts(), ['two']);
  });

  it('says 404 to a prediction that is not known, and 422 to what cannot be', async () => {
    const unknown = crypto.randomUUID();
    for (const response of [await put(unknown, 'positive'), await takeBack(unknown)]) {
      assert.equal(response.status, 404);
      assert.equal((await problemOf(response)).errors?.[0]?.field, 'prediction_id');
    }
    assert.equal((await put('1', 'positive')).status, 422);
    assert.equal((await put(unknown, 'joyful')).status, 422);
    for (const query of ['after=disputed', 'after=no.1.x', 'limit=0', 'limit=many', 'kind=all'])
      assert.equal((await door.ask(`/reviews?${query}`)).status, 422, query);
    assert.equal((await door.ask('/export/next?after=disputed.1.x')).status, 422);
  });
});

describe('Reviews of a service with keys', () => {
  it('need the scope review, and are forgotten with the key that gave them', async () => {
    const lab = createApiKey('lab', 'export+feedback');
    const chief = createApiKey('chief', 'predict+review+feedback+admin');
    const door = await openRestDoor({ keys: parseApiKeys(`${lab.entry},${chief.entry}`) });
    try {
      const as = (key: string) => ({ authorization: `Bearer ${key}`, 'content-type': 'application/json' });
      const refused = await door.ask('/reviews', { headers: as(lab.key) });
      assert.equal(refused.status, 403);
      assert.match((await problemOf(refused)).detail, /scope review/);
      const made = await door.post('/predict', { text: 'Merci' }, as(chief.key));
      const { id } = (await made.json()) as { id: string };
      const put = { method: 'PUT', headers: as(chief.key), body: '{"label":"neutral"}' };
      assert.equal((await door.ask(`/reviews/${id}`, put)).status, 200);
      const forget = { method: 'DELETE', headers: as(chief.key) };
      const forgotten = await door.ask('/people/key:chief', forget);
      assert.deepEqual(await forgotten.json(), { votes: 0, posts: 0, reviews: 1 });
    } finally {
      await door.close();
    }
  });
});
