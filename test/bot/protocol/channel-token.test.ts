import assert from 'node:assert/strict';
import { createChannelTokenCheck } from '../../../src/bot/protocol/channel-token.ts';
import { APP_ID, CHANNEL_ISSUER, type Issuer, startIssuer } from '../issuer.ts';

const HOUR = 3600;
const CLAIMED = { channelId: 'msteams', serviceUrl: 'https://smba.example/emea/' };

describe('The check of the token of a channel', () => {
  let issuer: Issuer;
  before(async () => {
    issuer = await startIssuer();
  });
  after(() => issuer.close());

  for (const [what, hours] of [
    ['behind', 5],
    ['ahead', -5],
  ] as const)
    it(`goes by the clock that it is given, on a machine whose own is hours ${what}`, async () => {
      const now = Math.floor(Date.now() / 1000) + hours * HOUR;
      const times = { iat: now, nbf: now - 60, exp: now + HOUR };
      const token = `Bearer ${await issuer.sign({ serviceurl: CLAIMED.serviceUrl, ...times })}`;
      const parts = { appId: APP_ID, issuer: CHANNEL_ISSUER, openIdMetadataUrl: issuer.metadataUrl };
      const check = createChannelTokenCheck({ ...parts, clock: () => now * 1000 });
      assert.equal((await check(token, CLAIMED)).serviceurl, CLAIMED.serviceUrl);
      await assert.rejects(createChannelTokenCheck(parts)(token, CLAIMED), /expired|not active/);
    });
});
