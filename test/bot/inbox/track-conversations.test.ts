import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { BOT, channelPost, SAM, type Sent, teamEvent } from '../../fixtures/activities.ts';
import { type Door, openDoor } from '../door.ts';

const OTHER = '19:other@thread.tacv2';

describe('A place', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
    await door.deliver(channelPost());
    await door.deliver(inOther(channelPost()));
    assert.deepEqual(await known(), ['19:channel@thread.tacv2', OTHER]);
  });
  afterEach(() => door.close());

  /** The same in another channel of the same team. */
  const inOther = (post: Sent): Sent => ({
    ...post,
    conversation: { ...(post.conversation as object), id: `${OTHER};messageid=${post.id}` },
    channelData: { ...(post.channelData as object), channel: { id: OTHER } },
  });
  const known = async () =>
    (await door.teams.conversations.listConversations()).map(({ conversation }) => conversation).sort();

  it('is forgotten with its channel, of which Teams tells in another one', async () => {
    const event = teamEvent('channelDeleted');
    await door.deliver({
      ...event,
      channelData: { ...(event.channelData as object), channel: { id: OTHER } },
    });
    assert.deepEqual(await known(), ['19:channel@thread.tacv2']);
  });

  it('is forgotten with every channel of a team that is deleted', async () => {
    await door.deliver(teamEvent('teamDeleted'));
    assert.deepEqual(await known(), []);
  });

  it('is forgotten in every channel of a team that the bot was taken out of', async () => {
    await door.deliver(teamEvent('teamMemberRemoved', { membersRemoved: [BOT] }));
    assert.deepEqual(await known(), []);
  });

  it('stays when somebody else leaves, or the team gets another name', async () => {
    await door.deliver(teamEvent('teamMemberRemoved', { membersRemoved: [SAM] }));
    await door.deliver(teamEvent('teamRenamed'));
    assert.equal((await known()).length, 2);
  });

  it('takes what waits to be said there with it, and is known again from the next post on', async () => {
    door.connector.fail('POST', { status: 429, retryAfter: '2' });
    await door.handOver(channelPost());
    while (door.connector.by('POST').length < 3) await wait(2);
    await wait(200); // until the sender has written down that it was told to come back later
    await door.deliver(teamEvent('teamDeleted'));
    assert.equal((await door.teams.waiting()).orders.count, 0);
    assert.deepEqual(await known(), []);
    door.connector.recover();
    await door.deliver(channelPost());
    assert.deepEqual(await known(), ['19:channel@thread.tacv2']);
  });
});
