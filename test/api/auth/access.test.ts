import assert from 'node:assert/strict';
import { createApiKey, parseApiKeys } from '../../../src/api-keys.ts';
import { openRestDoor, problemOf, type RestDoor } from '../rest-door.ts';

describe('the REST door with keys', () => {
  const bot = createApiKey('bot', 'predict');
  const voter = createApiKey('voter', 'feedback');
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor({ keys: parseApiKeys(`${bot.entry},${voter.entry}`), requestsPerMinute: 2 });
  });
  afterEach(() => door.close());

  const predict = (headers: Record<string, string>) => door.post('/predict', { text: 'merci' }, headers);
  const withKey = (key: string, headers = {}) => predict({ authorization: `Bearer ${key}`, ...headers });

  it('lets a key with the scope in, through a proxy too', async () => {
    assert.equal((await withKey(bot.key, { 'x-forwarded-for': '203.0.113.9' })).status, 200);
  });

  it('says 401 and how to come in without a key, with a wrong one, and with one in another shape', async () => {
    for (const headers of [
      {},
      { authorization: 'Bearer ap_wrong' },
      { authorization: `Basic ${bot.key}` },
      { authorization: 'Bearer' },
    ]) {
      const response = await predict(headers as Record<string, string>);
      assert.equal(response.status, 401);
      assert.equal(response.headers.get('www-authenticate'), 'Bearer');
      await problemOf(response);
    }
  });

  it('says 403 and names the scope that a key lacks', async () => {
    const response = await withKey(voter.key);
    assert.equal(response.status, 403);
    assert.match((await problemOf(response)).detail, /scope predict/);
  });

  it('answers whether it is well without a key', async () => {
    assert.equal((await door.ask('/healthz')).status, 200);
  });

  it('counts the requests of a key, tells how many are left, and says 429 beyond', async () => {
    const first = await withKey(bot.key);
    assert.equal(first.headers.get('ratelimit-limit'), '2');
    assert.equal(first.headers.get('ratelimit-policy'), '2;w=60');
    assert.equal(first.headers.get('ratelimit-remaining'), '1');
    assert.equal((await withKey(bot.key)).headers.get('ratelimit-remaining'), '0');
    const refused = await withKey(bot.key);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('ratelimit-remaining'), '0');
    const seconds = Number(refused.headers.get('retry-after'));
    assert.ok(seconds >= 1 && seconds <= 60);
    await problemOf(refused);
  });

  it('counts each key for itself, and nobody without one', async () => {
    for (let i = 0; i < 3; i++) await withKey(bot.key);
    const vote = await door.post('/feedback', {}, { authorization: `Bearer ${voter.key}` });
    assert.equal(vote.status, 422);
    for (let i = 0; i < 5; i++) assert.equal((await predict({})).status, 401);
  });
});

describe('the REST door without keys', () => {
  it('counts nobody', async () => {
    const door = await openRestDoor({ requestsPerMinute: 1 });
    try {
      for (let i = 0; i < 3; i++) {
        const response = await door.post('/predict', { text: 'merci' });
        assert.equal(response.status, 200);
        assert.equal(response.headers.get('ratelimit-limit'), null);
      }
    } finally {
      await door.close();
    }
  });
});
