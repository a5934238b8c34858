import assert from 'node:assert/strict';
import { createEntraCheck } from '../../../src/api/auth/entra-token.ts';
import { createSignIn } from '../../../src/api/auth/sign-in.ts';
import { createApiKey, parseApiKeys } from '../../../src/api-keys.ts';
import { AUDIENCE, type Entra, PERSON, startEntra, TENANT } from '../entra.ts';
import { openRestDoor, problemOf, type RestDoor } from '../rest-door.ts';

const OTHER_TENANT = '11111111-1111-4111-8111-111111111111';
const MINUTE = 60_000;

describe('Signing in from Teams', () => {
  const bot = createApiKey('bot', 'predict');
  let entra: Entra;
  let door: RestDoor;
  let now: number;
  beforeEach(async () => {
    entra = await startEntra();
    now = Date.now();
    const check = createEntraCheck({
      authority: entra.authority,
      tenants: [TENANT],
      audiences: [AUDIENCE],
      clock: () => now,
    });
    const signIn = createSignIn({
      check,
      secret: 'k'.repeat(32),
      scopes: ['predict', 'feedback', 'review'],
      clock: () => now,
    });
    door = await openRestDoor({ keys: parseApiKeys(bot.entry), signIn });
  });
  afterEach(async () => {
    await door.close();
    await entra.close();
  });

  const open = (token: string) => door.post('/session', {}, { authorization: `Bearer ${token}` });
  const cookieOf = (response: Response) => response.headers.get('set-cookie')!.split(';')[0]!;
  const own = (cookie: string) => ({ cookie, 'sec-fetch-site': 'same-origin' });

  it('gives a session inside Teams for a token, in a cookie that no script and no other site gets at', async () => {
    const response = await open(await entra.sign());
    assert.equal(response.status, 201);
    assert.deepEqual(((await response.json()) as { scopes: string[] }).scopes, [
      'predict',
      'feedback',
      'review',
    ]);
    const set = response.headers.get('set-cookie')!;
    assert.match(set, /^__Host-/);
    for (const rule of ['HttpOnly', 'Secure', 'SameSite=None', 'Partitioned', 'Path=/'])
      assert.ok(set.includes(rule), rule);
  });

  it('does not name the person in the cookie', async () => {
    const [, session] = cookieOf(await open(await entra.sign())).split('=') as [string, string];
    for (const text of [session, Buffer.from(session, 'base64url').toString('latin1')])
      assert.ok(!text.includes(PERSON));
  });

  it('lets the page of that session do what the settings say, and nothing else', async () => {
    const session = own(cookieOf(await open(await entra.sign())));
    assert.equal((await door.post('/predict', { text: 'merci' }, session)).status, 200);
    assert.equal((await door.ask('/reviews', { headers: session })).status, 200);
    assert.equal((await door.ask('/stats', { headers: session })).status, 200);
    assert.equal((await door.ask('/export', { headers: session })).status, 403);
    const foreign = { ...session, 'sec-fetch-site': 'cross-site' };
    assert.equal((await door.ask('/stats', { headers: foreign })).status, 401);
  });

  it('counts the vote of somebody signed in as theirs, whomever the request names', async () => {
    const session = own(cookieOf(await open(await entra.sign())));
    const made = await door.post('/predict', { text: 'merci' }, session);
    const { id: prediction_id } = (await made.json()) as { id: string };
    let answer: Response | undefined;
    for (const user of ['ann', 'bob'])
      answer = await door.post('/feedback', { prediction_id, correct: false, user }, session);
    const { tally } = (await answer!.json()) as { tally: object };
    assert.deepEqual(tally, { up: 0, down: 1 });
  });

  for (const [what, token, reason] of [
    ['is forged', () => entra.forge(), /signature is not of its issuer/],
    ['has no signature', async () => entra.unsigned(), /not signed with RS256|no signed JSON Web Token/],
    ['is signed with a shared secret', () => entra.confuse(), /not signed with RS256/],
    ['asks for what nobody knows', () => entra.extend(), /no signed JSON Web Token/],
    ['has expired', () => entra.sign({ exp: Math.floor(Date.now() / 1000) - 120 }), /expired/],
    ['is not valid yet', () => entra.sign({ nbf: Math.floor(Date.now() / 1000) + 600 }), /claim nbf/],
    ['is made for another app', () => entra.sign({ aud: 'api://other' }), /claim aud/],
    ['comes from another issuer', () => entra.sign({ iss: 'https://evil.example/v2.0' }), /claim iss/],
    ['is of another tenant', () => entra.sign({ tid: OTHER_TENANT }), /tenant that is not let in/],
    ['lacks the scope', () => entra.sign({ scp: 'User.Read' }), /lacks the scope access_as_user/],
    ['names nobody', () => entra.sign({ oid: undefined }), /claim oid/],
    ['never ends', () => entra.sign({ exp: undefined }), /claim exp/],
    ['is none', async () => 'nonsense', /no JSON Web Token/],
  ] as const)
    it(`refuses with 401 a token that ${what}, says why, and does not repeat it`, async () => {
      const given = await token();
      const response = await open(given);
      assert.equal(response.status, 401);
      assert.equal(response.headers.get('set-cookie'), null);
      const { detail } = await problemOf(response);
      assert.match(detail, reason);
      assert.ok(!detail.includes(given));
    });

  it('ends with the token', async () => {
    const session = own(cookieOf(await open(await entra.sign())));
    now += 59 * MINUTE;
    assert.equal((await door.ask('/stats', { headers: session })).status, 200);
    now += 2 * MINUTE;
    assert.equal((await door.ask('/stats', { headers: session })).status, 401);
  });

  it('takes a session that was tampered with, or made with another secret, for none', async () => {
    const cookie = cookieOf(await open(await entra.sign()));
    const [name, value] = cookie.split('=') as [string, string];
    const claims = Buffer.from(JSON.stringify({ person: PERSON, expires: 9e9 })).toString('base64url');
    const changed = `${value.slice(0, -6)}${value.at(-6) === 'A' ? 'B' : 'A'}${value.slice(-5)}`;
    const elsewhere = createSignIn({
      check: async () => ({ person: PERSON, expires: 9e9 }),
      secret: 'x'.repeat(32),
      scopes: ['review'],
    });
    for (const session of [changed, value.slice(4), claims, 'a.b.c', '', await elsewhere.open('')])
      assert.equal((await door.ask('/stats', { headers: own(`${name}=${session}`) })).status, 401, session);
  });

  it('says 503, and when to come back, while the keys of the issuer cannot be had', async () => {
    const token = await entra.sign();
    await entra.close();
    const response = await open(token);
    assert.equal(response.status, 503);
    assert.equal(response.headers.get('retry-after'), '5');
    entra = await startEntra();
  });

  it('leaves keys what they are', async () => {
    const predict = (headers: Record<string, string>) => door.post('/predict', { text: 'merci' }, headers);
    assert.equal((await predict({ authorization: `Bearer ${bot.key}` })).status, 200);
    assert.equal((await predict({})).status, 401);
    assert.equal((await door.post('/session', { key: bot.key })).status, 201);
    assert.equal((await door.post('/session', {})).status, 401);
  });
});

describe('Signing in from Teams where nobody may', () => {
  it('is refused, and says which setting would change that', async () => {
    const door = await openRestDoor();
    try {
      const response = await door.post('/session', {}, { authorization: 'Bearer a.b.c' });
      assert.equal(response.status, 401);
      assert.match((await problemOf(response)).detail, /SSO_TENANTS/);
    } finally {
      await door.close();
    }
  });
});

describe('A service that people of Teams sign in to, without keys', () => {
  it('still answers programs on the same machine, and nobody else without a session', async () => {
    const signIn = createSignIn({
      check: async () => ({ person: PERSON, expires: 9e9 }),
      secret: 'k'.repeat(32),
      scopes: ['predict'],
    });
    const door = await openRestDoor({ signIn });
    try {
      const away = { 'x-forwarded-for': '203.0.113.9' };
      assert.equal((await door.ask('/stats')).status, 200);
      assert.equal((await door.ask('/stats', { headers: away })).status, 401);
      const opened = await door.post('/session', {}, { authorization: 'Bearer any' });
      const cookie = opened.headers.get('set-cookie')!.split(';')[0]!;
      const session = { ...away, cookie, 'sec-fetch-site': 'same-origin' };
      assert.equal((await door.ask('/stats', { headers: session })).status, 200);
      assert.equal((await door.ask('/reviews', { headers: session })).status, 403);
    } finally {
      await door.close();
    }
  });
});
