import assert from 'node:assert/strict';
import { templateOf } from '../../src/telemetry/connector-calls.ts';

describe('The name of a call to the Connector', () => {
  it('has every id blanked out, whatever the ids look like and wherever the Connector is', () => {
    for (const [path, template] of [
      ['/v3/conversations', '/v3/conversations'],
      ['/emea/8e1f/v3/conversations/19%3Aabc%40thread.tacv2/activities', '/v3/conversations/*/activities'],
      ['/v3/conversations/a:1;messageid=2/activities/2', '/v3/conversations/*/activities/*'],
      ['/v3/conversations/19:a/members/29:ann', '/v3/conversations/*/members/*'],
      ['/v3/conversations/19:a/pagedmembers?continuationToken=ann', '/v3/conversations/*/pagedmembers'],
      ['/v3/conversations/ann/bob/carol', '/v3/conversations/*/*/*'],
    ] as const)
      assert.equal(templateOf(path), template);
  });

  it('is none for any other call', () => {
    for (const path of ['/', '/v2.1/track', '/v3/conversationsof/ann', '/oauth2/v2.0/token'])
      assert.equal(templateOf(path), undefined);
  });
});
