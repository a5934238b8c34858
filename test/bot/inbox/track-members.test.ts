import assert from 'node:assert/strict';
import { createPeopleHash } from '../../../src/feedback/people.ts';
import {
  channelPost,
  execute,
  membersAdded,
  nextId,
  reaction,
  SAM,
  type Sent,
  teamEvent,
  ZOE,
} from '../../fixtures/activities.ts';
import { type Door, openDoor } from '../door.ts';

const CHANNEL = '19:channel@thread.tacv2';
const hashPerson = createPeopleHash('k'.repeat(32));

describe('A member of a conversation', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  const isMember = ({ aadObjectId }: typeof ZOE) =>
    door.teams.members.isMember(CHANNEL, hashPerson('teams', aadObjectId));

  for (const [what, activity] of [
    ['writes', (post: Sent) => ({ ...post, id: nextId(), from: SAM })],
    ['reacts', (post: Sent) => reaction(post, 'reply-1', { added: ['like'] })],
    ['presses', (post: Sent) => execute(post, 'reply-1', { verb: 'rules', data: {} }, { from: SAM })],
  ] as const)
    it(`is whoever ${what} there`, async () => {
      const post = channelPost();
      await door.deliver(post);
      assert.deepEqual([await isMember(ZOE), await isMember(SAM)], [true, false]);
      await door.deliver(activity(post));
      assert.equal(await isMember(SAM), true);
    });

  it('is none any more once Teams tells that they left the team, by whichever id, and stays when others come', async () => {
    await door.deliver(channelPost());
    await door.deliver(channelPost('Merci', { from: SAM }));
    await door.deliver(membersAdded([{ id: '29:1kim' }], { id: CHANNEL, conversationType: 'channel' }));
    await door.deliver(teamEvent('teamMemberRemoved', { membersRemoved: [{ id: ZOE.id }] }));
    assert.deepEqual([await isMember(ZOE), await isMember(SAM)], [false, true]);
  });
});
