import assert from 'node:assert/strict';
import { readPost } from '../../../src/bot/protocol/post.ts';
import { activitySchema } from '../../../src/delivery/activity.ts';
import {
  BOT,
  channelMention,
  channelPost,
  groupPost,
  personalPost,
  type Sent,
} from '../../fixtures/activities.ts';

function read(activity: Sent) {
  return readPost(activitySchema.parse({ ...activity, serviceUrl: 'http://127.0.0.1/' }));
}

describe('Reading a post', () => {
  it('knows when the bot is spoken to', () => {
    assert.ok(read(personalPost()).addressed);
    assert.ok(read(channelMention('{bot} bonjour')).addressed);
    assert.ok(!read(channelPost()).addressed);
    assert.ok(!read(groupPost()).addressed);
  });

  it('takes a chat of unknown kind for a personal one unless it is a group', () => {
    assert.ok(read(personalPost('a', { conversation: { id: 'x' } })).addressed);
    assert.ok(!read(personalPost('a', { conversation: { id: 'x', isGroup: true } })).addressed);
  });

  it('finds the bot’s name through the entities of HTML', () => {
    const entities = [{ type: 'mention', mentioned: BOT, text: '<at>Tom &amp; Co</at>' }];
    const attachments = [{ contentType: 'text/html', content: '<p><at id="0">Tom &amp; Co</at> merci</p>' }];
    assert.equal(read(channelPost('', { entities, attachments })).text, 'merci');
  });

  it('keeps words that look like the bot’s name', () => {
    assert.equal(read(channelMention('{bot} Air Paradis est top')).text, 'Air Paradis est top');
  });

  it('tells a picture or a card from an empty post', () => {
    assert.ok(read(channelPost('', { attachments: [{ contentType: 'image/*' }] })).attached);
    assert.ok(!read(channelPost('')).attached);
  });

  it('takes no longer for hostile markup than its length asks for', () => {
    const hostile = ['<span '.repeat(43_000), '<at '.repeat(64_000), '<at>'.repeat(64_000)];
    for (const text of hostile) assert.equal(typeof read(personalPost(text)).text, 'string');
  });
});
