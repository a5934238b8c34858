import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createAdapter } from '../../../src/bot/protocol/adapter.ts';
import { readConfig } from '../../../src/config.ts';
import { channelPost, personalPost } from '../../fixtures/activities.ts';
import { type Door, openDoor } from '../door.ts';
import { APP_ID, CHANNEL_ISSUER, type Issuer, startIssuer, TENANT_ID } from '../issuer.ts';

const IDENTITY = {
  MicrosoftAppId: APP_ID,
  MicrosoftAppTenantId: TENANT_ID,
  MicrosoftAppPassword: 'not-a-real-secret',
};

describe('The door with an app id', () => {
  let issuer: Issuer;
  let door: Door;

  before(async () => {
    issuer = await startIssuer();
    door = await openDoor({
      environment: IDENTITY,
      channel: {
        openIdMetadataUrl: issuer.metadataUrl,
        tokenIssuer: CHANNEL_ISSUER,
        outboundToken: 'token-for-the-connector',
      },
    });
  });
  after(async () => {
    await door.close();
    await issuer.close();
  });

  const hour = 3600;
  const now = Math.floor(Date.now() / 1000);
  const here = () => ({ serviceurl: door.connector.url });
  const emulator = {
    ver: '2.0',
    azp: APP_ID,
    tid: 'b0b0b0b0-0000-4000-8000-00000000b0b0',
    iss: 'https://login.microsoftonline.com/b0b0b0b0-0000-4000-8000-00000000b0b0/v2.0',
  };

  const bad: [what: string, reason: RegExp, token: () => Promise<string | undefined> | string][] = [
    ['no token', /no readable/, async () => undefined],
    ['a token that is none', /no readable/, () => 'Bearer abc.def.ghi'],
    ['a token without “Bearer”', /no readable/, () => issuer.sign(here())],
    ['an unsigned token (alg none)', /allowed algorithm/, () => bearer(issuer.unsigned(here()))],
    ['a token signed by somebody else', /invalid signature/, () => bearer(issuer.forge(here()))],
    [
      'a token signed with the public key as a shared secret (HS256)',
      /allowed algorithm/,
      () => bearer(issuer.confuse(here())),
    ],
    ['a token of an unknown key', /no key/, () => bearer(issuer.sign(here(), 'stranger'))],
    ['an expired token', /expired/, () => bearer(issuer.sign({ ...here(), exp: now - hour }))],
    [
      'a token that is not valid yet',
      /not active/,
      () => bearer(issuer.sign({ ...here(), nbf: now + hour })),
    ],
    [
      'a token that never expires',
      /exp is missing/,
      () => bearer(issuer.sign({ ...here(), exp: undefined as unknown as number })),
    ],
    ['a token for another app', /Invalid AppId/, () => bearer(issuer.sign({ ...here(), aud: TENANT_ID }))],
    [
      'a token of another issuer',
      /not from the channel/,
      () => bearer(issuer.sign({ ...here(), iss: 'https://issuer.example' })),
    ],
    [
      'an emulator’s token of a foreign tenant',
      /not from the channel/,
      () => bearer(issuer.sign({ ...here(), ...emulator })),
    ],
    [
      'a token without a serviceurl claim',
      /ServiceUrl/,
      () => bearer(issuer.sign({ serviceurl: undefined })),
    ],
    [
      'a token for another serviceUrl',
      /ServiceUrl/,
      () => bearer(issuer.sign({ serviceurl: 'https://smba.example/emea/' })),
    ],
    [
      'a token of a key endorsed for another channel',
      /no key endorsed/,
      () => bearer(issuer.sign(here(), 'webchat')),
    ],
    ['a token of a key without endorsements', /no key endorsed/, () => bearer(issuer.sign(here(), 'plain'))],
  ];
  for (const [what, reason, token] of bad) {
    it(`refuses ${what} with 401, and does nothing`, async () => {
      const authorization = await token();
      const calls = door.connector.calls.length;
      const { status, type, body } = await door.deliver(
        personalPost(),
        authorization === undefined ? {} : { authorization },
      );
      assert.match(door.told.log.findLast((line) => line.includes('refused')) ?? '', reason);
      assert.equal(status, 401);
      assert.equal(type, 'application/problem+json');
      assert.equal(body.title, 'Unauthorized');
      assert.equal(door.connector.calls.length, calls);
      assert.equal(door.store.predictions.size, 0);
    });
  }

  it('refuses an activity of a channel that other, laxer rules are made for', async () => {
    const authorization = await bearer(issuer.sign(here()));
    const { status } = await door.deliver(personalPost('a', { channelId: 'AseChannel' }), { authorization });
    assert.equal(status, 401);
  });

  it('refuses an activity without a serviceUrl, which the SDK would not check, with 400', async () => {
    const authorization = await bearer(issuer.sign(here()));
    const { status } = await door.deliver({ ...personalPost(), serviceUrl: undefined }, { authorization });
    assert.equal(status, 400);
  });

  it('accepts the channel’s own token, and signs its reply', async () => {
    const authorization = await bearer(issuer.sign(here()));
    const { status } = await door.deliver(channelPost(), { authorization });
    assert.equal(status, 200);
    assert.equal(door.connector.by('POST')[0]?.authorization, 'Bearer token-for-the-connector');
  });

  it('asks to be sent the activity again while the channel’s keys cannot be had', async () => {
    const lost = await openDoor({
      environment: IDENTITY,
      channel: {
        openIdMetadataUrl: 'http://127.0.0.1:9/openid',
        tokenIssuer: CHANNEL_ISSUER,
        outboundToken: '-',
      },
    });
    const authorization = await bearer(issuer.sign({ serviceurl: lost.connector.url }));
    const { status } = await lost.deliver(channelPost(), { authorization });
    await lost.close();
    assert.equal(status, 503);
  });

  async function bearer(token: string | Promise<string>): Promise<string> {
    return `Bearer ${await token}`;
  }
});

describe('The adapter', () => {
  const log = { error() {}, info() {} };

  it('is made for a single tenant with a client secret', () => {
    assert.equal(createAdapter({ config: readConfig(IDENTITY), log }).authenticates, true);
  });

  it('is made for a managed identity', () => {
    const { MicrosoftAppPassword: _secret, ...identity } = IDENTITY;
    const config = readConfig({ ...identity, MicrosoftAppType: 'UserAssignedMSI' });
    assert.equal(createAdapter({ config, log }).authenticates, true);
  });

  it('says that it authenticates nobody without an app id', () => {
    assert.equal(createAdapter({ config: readConfig({}), log }).authenticates, false);
  });
});

describe('The door without an app id', () => {
  let door: Door;
  before(async () => {
    door = await openDoor();
  });
  after(() => door.close());

  const malformed: [what: string, body: string][] = [
    ['an empty object', '{}'],
    ['a type that is no string', '{"type":123}'],
    ['an empty type', '{"type":""}'],
    ['an array', '[]'],
    ['an array of activities', JSON.stringify([personalPost()])],
    ['a string', '"message"'],
    ['null', 'null'],
    ['what is not JSON', '{"type":"message"'],
    ['an activity without a conversation', '{"type":"message","channelId":"msteams"}'],
    [
      'a text that is no string',
      JSON.stringify({ ...personalPost(), serviceUrl: 'http://127.0.0.1/', text: 1 }),
    ],
    ['a serviceUrl that is none', JSON.stringify({ ...personalPost(), serviceUrl: 'javascript:alert(1)' })],
    [
      'a channel that is none',
      JSON.stringify({ ...personalPost(), serviceUrl: 'http://127.0.0.1/', channelId: ' ' }),
    ],
  ];
  for (const [what, body] of malformed) {
    it(`answers 400 to ${what}`, async () => {
      const { status, type, body: problem } = await door.post(body);
      assert.equal(status, 400);
      assert.equal(type, 'application/problem+json');
      assert.equal(problem.title, 'Malformed request');
    });
  }

  it('says which part of an activity is wrong', async () => {
    const { body } = await door.post(
      JSON.stringify({ type: 'message', channelId: 'msteams', serviceUrl: '-' }),
    );
    assert.deepEqual(
      body.errors.map(({ field }: { field: string }) => field),
      ['serviceUrl', 'conversation'],
    );
  });

  it('lets no activity send its replies to another machine', async () => {
    for (const serviceUrl of [
      'https://smba.example/emea/',
      'http://169.254.169.254/latest/',
      'http://127.0.0.1.evil.example/',
      'http://127.0.0.1@evil.example/',
    ])
      assert.equal((await door.deliver({ ...personalPost(), serviceUrl })).status, 400);
  });

  it('answers only programs on this machine', async () => {
    const forwarded = await door.deliver(personalPost(), { 'x-forwarded-for': '203.0.113.7' });
    assert.equal(forwarded.status, 403);
  });

  it('refuses a body of more than 256 KB', async () => {
    assert.equal((await door.deliver(personalPost('a'.repeat(257 * 1024)))).status, 413);
  });

  it('never fails on what it is sent, whatever it is', async () => {
    const piece = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constant(undefined));
    const activity = fc.record({
      type: fc.constantFrom('message', 'messageUpdate', 'messageDelete', 'messageReaction', 'invoke', 'x'),
      name: fc.constantFrom('adaptiveCard/action', 'message/submitAction', 'message/fetchTask', undefined),
      from: fc.oneof(fc.constant({ id: '29:1' }), piece),
      text: fc.oneof(fc.string(), piece),
      value: fc.oneof(fc.record({ action: fc.record({ verb: piece, data: piece }) }), piece),
      attachments: fc.oneof(fc.constant([{ contentType: 'text/html', content: '<' }]), piece),
      entities: fc.oneof(fc.constant([{ type: 'mention', mentioned: null, text: 1 }]), piece),
      reactionsAdded: piece,
      membersAdded: piece,
      channelData: piece,
      replyToId: piece,
      locale: piece,
    });
    await fc.assert(
      fc.asyncProperty(activity, async (parts) => {
        const { status } = await door.deliver({ ...personalPost(), ...parts });
        assert.ok([200, 400, 404, 501].includes(status), `answered ${status}`);
      }),
      { numRuns: 150 },
    );
  });
});
