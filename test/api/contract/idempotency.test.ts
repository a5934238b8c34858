import assert from 'node:assert/strict';
import { createApiKey, parseApiKeys } from '../../../src/api-keys.ts';
import { HAPPY, openRestDoor, problemOf, type RestDoor } from '../rest-door.ts';

describe('Idempotency-Key', () => {
  let door: RestDoor;
  let judged: number;
  beforeEach(async () => {
    door = await openRestDoor();
    judged = 0;
    door.classify = async () => {
      judged += 1;
      return HAPPY;
    };
  });
  afterEach(() => door.close());

  const predict = (key: string, text = 'merci') =>
    door.post('/predict', { text }, { 'idempotency-key': key });

  it('gives a repeated request the first answer, and does nothing more', async () => {
    const first = await predict('k1');
    const again = await predict('k1');
    assert.equal(again.status, 200);
    assert.deepEqual(await again.json(), await first.json());
    assert.equal(first.headers.get('idempotency-replayed'), null);
    assert.equal(again.headers.get('idempotency-replayed'), 'true');
    assert.equal(judged, 1);
  });

  it('says 409 to another body under the same key', async () => {
    await predict('k1');
    const response = await predict('k1', 'autre chose');
    assert.equal(response.status, 409);
    assert.match((await problemOf(response)).detail, /another body/);
  });

  it('does the work once when the same request comes many times at once', async () => {
    const responses = await Promise.all(Array.from({ length: 20 }, () => predict('k1')));
    assert.equal(judged, 1);
    for (const response of responses) {
      assert.ok([200, 409].includes(response.status));
      if (response.status === 409) assert.equal(response.headers.get('retry-after'), '1');
    }
    assert.equal((await predict('k1')).status, 200);
    assert.equal(judged, 1);
  });

  it('lets a refused or failed request be tried again under the same key', async () => {
    door.classify = async () => null;
    assert.equal((await predict('k1')).status, 422);
    door.classify = async () => {
      throw new Error('down');
    };
    assert.equal((await predict('k1')).status, 500);
    door.classify = async () => HAPPY;
    assert.equal((await predict('k1')).status, 200);
  });

  it('makes a batch once whose first attempt failed half way', async () => {
    const posts = ['retard', 'panne', 'bravo'].map((text) => ({ text }));
    const send = () => door.post('/predict/batch', { posts }, { 'idempotency-key': 'half' });
    door.classify = async (text) => {
      if (text === 'bravo') throw new Error('down');
      return HAPPY;
    };
    assert.equal((await send()).status, 500);
    door.classify = async () => HAPPY;
    assert.equal((await send()).status, 200);
    const { total } = (await (await door.ask('/stats')).json()) as { total: { predictions: number } };
    assert.equal(total.predictions, posts.length);
  });

  it('is one thing for each route', async () => {
    const { id } = (await (await predict('k1')).json()) as { id: string };
    const vote = { prediction_id: id, correct: false, user: 'u' };
    const response = await door.post('/feedback', vote, { 'idempotency-key': 'k1' });
    assert.equal(response.status, 201);
    const again = await door.post('/feedback', vote, { 'idempotency-key': 'k1' });
    assert.equal(again.status, 201);
    assert.deepEqual(await again.json(), await response.json());
  });

  for (const [what, key] of [
    ['an empty one', ''],
    ['one with a space', 'a b'],
    ['one of 256 characters', 'a'.repeat(256)],
  ] as const)
    it(`says 422 to ${what}`, async () => {
      const response = await predict(key);
      assert.equal(response.status, 422);
      assert.equal((await problemOf(response)).errors?.[0]?.field, 'Idempotency-Key');
      assert.equal(judged, 0);
    });
});

describe('Idempotency-Key of two owners', () => {
  it('does not show the answer of one to the other', async () => {
    const [a, b] = [createApiKey('a', 'predict'), createApiKey('b', 'predict')];
    const door = await openRestDoor({ keys: parseApiKeys(`${a.entry},${b.entry}`) });
    try {
      const ids = [];
      for (const { key } of [a, b]) {
        const headers = { authorization: `Bearer ${key}`, 'idempotency-key': 'k1' };
        const response = await door.post('/predict', { text: 'merci' }, headers);
        ids.push(((await response.json()) as { id: string }).id);
      }
      assert.notEqual(ids[0], ids[1]);
    } finally {
      await door.close();
    }
  });
});
