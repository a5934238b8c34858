import assert from 'node:assert/strict';
import { addressOf, linkTo, networkOf } from '../../src/channel/post-link.ts';

const TEAMS = { host: 'msteams', tenant: 't', teamGroup: 'g' };
const post = (changes = {}) => ({
  door: 'teams' as const,
  origin: 'teams:19:a@thread.tacv2/42',
  channel: '19:a@thread.tacv2',
  thread: '7' as string | null,
  ...changes,
});

describe('The link to a judged post', () => {
  it('leads to the message in its thread, in its team and tenant', () => {
    assert.equal(
      linkTo(post(), TEAMS),
      'https://teams.microsoft.com/l/message/19%3Aa%40thread.tacv2/42?tenantId=t&groupId=g&parentMessageId=7',
    );
  });

  it('leaves out what Teams has not told', () => {
    assert.equal(
      linkTo(post(), { host: 'msteams' }),
      'https://teams.microsoft.com/l/message/19%3Aa%40thread.tacv2/42?parentMessageId=7',
    );
  });

  it('says of a chat that it is one', () => {
    const link = new URL(linkTo(post({ thread: null }), TEAMS)!);
    assert.equal(link.searchParams.get('context'), '{"contextType":"chat"}');
  });

  it('is that of its network for a post from elsewhere', () => {
    const elsewhere = post({ door: 'api', origin: 'mastodon:https://m.example/@a/1?b=c:d', thread: null });
    assert.equal(linkTo(elsewhere, TEAMS), 'https://m.example/@a/1?b=c:d');
    assert.equal(networkOf(elsewhere), 'mastodon');
    assert.equal(networkOf({ origin: 'web:https://m.example' }), undefined);
    assert.equal(addressOf({ origin: 'mastodon:javascript:alert(1)' }), undefined);
  });

  for (const [what, changes, reference] of [
    ['on another host', {}, { host: 'emulator' }],
    ['in a personal chat', { channel: 'a:1' }, TEAMS],
    ['that was deleted', { channel: null }, TEAMS],
    ['whose author was forgotten', { origin: null }, TEAMS],
    ['from elsewhere without an address', { door: 'api', origin: null }, TEAMS],
  ] as const)
    it(`does not exist for a post ${what}`, () => assert.equal(linkTo(post(changes), reference), undefined));
});
