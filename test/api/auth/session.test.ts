import assert from 'node:assert/strict';
import { createApiKey, parseApiKeys } from '../../../src/api-keys.ts';
import { openRestDoor, problemOf, type RestDoor } from '../rest-door.ts';

describe('POST /session', () => {
  const manager = createApiKey('manager', 'predict+feedback');
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor({ keys: parseApiKeys(manager.entry) });
  });
  afterEach(() => door.close());

  /** What a browser sends back of the cookie it was given. */
  async function cookie(): Promise<string> {
    const response = await door.post('/session', { key: manager.key });
    return response.headers.get('set-cookie')!.split(';')[0]!;
  }
  const predict = (headers: Record<string, string>) => door.post('/predict', { text: 'merci' }, headers);

  it('keeps a known key where no script, no other host and no other site gets at it', async () => {
    const response = await door.post('/session', { key: manager.key });
    assert.equal(response.status, 201);
    assert.deepEqual(await response.json(), { name: 'manager', scopes: ['predict', 'feedback'] });
    const set = response.headers.get('set-cookie')!;
    assert.match(set, /^__Host-/);
    for (const rule of ['HttpOnly', 'Secure', 'SameSite=Strict', 'Path=/'])
      assert.ok(set.includes(rule), rule);
    assert.doesNotMatch(set, /Domain/i);
  });

  it('refuses a key that is not known, and sets nothing', async () => {
    const response = await door.post('/session', { key: 'ap_wrong' });
    assert.equal(response.status, 401);
    assert.equal(response.headers.get('set-cookie'), null);
    await problemOf(response);
  });

  it('lets the own page in, within the scopes of the key', async () => {
    const own = { cookie: await cookie(), 'sec-fetch-site': 'same-origin' };
    assert.equal((await predict(own)).status, 200);
    assert.equal((await door.ask('/export', { headers: own })).status, 403);
    const elderly = { cookie: await cookie(), origin: door.url };
    assert.equal((await predict(elderly)).status, 200);
  });

  for (const [who, headers] of [
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another origin of the same site', { 'sec-fetch-site': 'same-site' }],
    ['another origin, by its Origin alone', { origin: 'http://127.0.0.1:1' }],
    ['nobody knows who', {}],
  ] as const)
    it(`does not let in ${who} that rides on the cookie`, async () => {
      assert.equal((await predict({ cookie: await cookie(), ...headers })).status, 401);
    });

  it('goes by the Authorization header where there is one', async () => {
    const both = {
      cookie: await cookie(),
      'sec-fetch-site': 'same-origin',
      authorization: 'Bearer ap_wrong',
    };
    assert.equal((await predict(both)).status, 401);
  });

  it('takes a broken cookie for none', async () => {
    const broken = { cookie: '__Host-air-paradis-key=%E0%A4%A; =', 'sec-fetch-site': 'same-origin' };
    assert.equal((await predict(broken)).status, 401);
  });
});
