import assert from 'node:assert/strict';
import { readActedOn } from '../../../src/bot/extension/payload.ts';
import { activitySchema } from '../../../src/delivery/activity.ts';
import { channelPost } from '../../fixtures/activities.ts';
import { messageAction } from '../../fixtures/extension.ts';

describe('The message that an action is about', () => {
  const read = (message: Record<string, unknown>) => {
    const sent = messageAction(channelPost(), message);
    return readActedOn(activitySchema.parse({ ...sent, serviceUrl: 'http://127.0.0.1/' }))?.text;
  };

  it('has its subject among its author’s words', () => {
    assert.equal(
      read({ subject: 'Valise perdue', html: '<p>depuis lundi</p>' }),
      'Valise perdue\ndepuis lundi',
    );
    assert.equal(read({ subject: 'Valise perdue', html: '<p><img alt="photo"></p>' }), 'Valise perdue');
    assert.equal(read({ subject: ' ', html: '<p>depuis lundi</p>' }), 'depuis lundi');
  });

  it('has no words of the message that it answers', () => {
    assert.equal(read({ html: '<blockquote><p>nul</p></blockquote><p>bravo</p>' }), 'bravo');
  });
});
