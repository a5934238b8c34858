import assert from 'node:assert/strict';
import { createKeySessions, KEY_SESSION_LASTS } from '../../../src/api/auth/key-sessions.ts';
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

  it('puts neither the key nor its name into the cookie, in any spelling, and nothing that is the same twice', async () => {
    const sessions = [await cookie(), await cookie()].map((each) => each.split('=')[1]!);
    assert.notEqual(sessions[0], sessions[1]);
    for (const text of sessions.flatMap((each) => [each, Buffer.from(each, 'base64url').toString('latin1')]))
      for (const secret of [manager.key, Buffer.from(manager.key).toString('base64url'), 'manager'])
        assert.ok(!text.includes(secret));
  });

  it('does not take the key itself for a session', async () => {
    for (const value of [manager.key, Buffer.from(manager.key).toString('base64url')]) {
      const own = { cookie: `__Host-air-paradis-key=${value}`, 'sec-fetch-site': 'same-origin' };
      assert.equal((await predict(own)).status, 401);
    }
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

describe('A session of a key', () => {
  const secret = 's'.repeat(32);
  const given = createApiKey('manager', 'predict');
  const keys = parseApiKeys(given.entry);
  const begun = (clock?: () => number) =>
    createKeySessions({ keys, secret, clock }).begin(given.key)!.session;

  it('ends after twelve hours', () => {
    let now = 1_790_000_000_000;
    const sessions = createKeySessions({ keys, secret, clock: () => now });
    const { session } = sessions.begin(given.key)!;
    now += KEY_SESSION_LASTS - 1;
    assert.equal(sessions.read(session)?.name, 'manager');
    now += 1;
    assert.equal(sessions.read(session), undefined);
  });

  it('ends when its key is taken out, or another key gets its name', () => {
    const other = parseApiKeys(createApiKey('manager', 'predict').entry);
    for (const later of [[], other])
      assert.equal(createKeySessions({ keys: later, secret }).read(begun()), undefined);
    assert.equal(createKeySessions({ keys, secret }).read(begun())?.name, 'manager');
  });

  it('is none when a byte of it was changed or cut, or another secret sealed it', () => {
    const sessions = createKeySessions({ keys, secret });
    const bytes = Buffer.from(begun(), 'base64url');
    for (const at of [0, 12, bytes.length - 1]) {
      const changed = Buffer.from(bytes);
      changed[at]! ^= 1;
      assert.equal(sessions.read(changed.toString('base64url')), undefined);
    }
    assert.equal(sessions.read(bytes.subarray(0, -1).toString('base64url')), undefined);
    assert.equal(createKeySessions({ keys, secret: 'x'.repeat(32) }).read(begun()), undefined);
  });
});
