import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isFrom, originOf, withoutThread } from '../../src/delivery/conversation-id.ts';

const CHANNEL = '19:channel@thread.tacv2';

describe('An origin', () => {
  it('names the conversation without its thread, and the post', () => {
    assert.equal(originOf(`${CHANNEL};messageid=17`, '42'), `teams:${CHANNEL}/42`);
    assert.equal(originOf('a:1zoe', '42'), 'teams:a:1zoe/42');
  });

  it('is of its conversation, whatever the thread', () => {
    assert.ok(isFrom(CHANNEL, originOf(`${CHANNEL};messageid=17`, '42')));
    assert.ok(isFrom(`${CHANNEL};messageid=18`, originOf(CHANNEL, '42')));
  });

  it('is of no other conversation, and of none when there is no origin', () => {
    assert.ok(!isFrom('19:other@thread.tacv2', originOf(CHANNEL, '42')));
    assert.ok(!isFrom('19:chan', originOf(CHANNEL, '42')));
    assert.ok(!isFrom(CHANNEL, null));
  });

  it('cannot be claimed by a conversation whose id is the beginning of another', () => {
    const id = fc.string({ minLength: 1 }).filter((text) => withoutThread(text) === text);
    const post = fc.stringMatching(/^[0-9a-f-]{1,20}$/);
    fc.assert(
      fc.property(id, id, post, (mine, other, activity) => {
        fc.pre(mine !== other);
        assert.ok(!isFrom(mine, originOf(other, activity)));
      }),
    );
  });
});
