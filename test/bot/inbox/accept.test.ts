import assert from 'node:assert/strict';
import { createAccept } from '../../../src/bot/inbox/accept.ts';
import { activitySchema } from '../../../src/delivery/activity.ts';
import { createPeopleHash } from '../../../src/feedback/people.ts';
import { SAM, ZOE } from '../../fixtures/activities.ts';

describe('What is handed over', () => {
  it('is told apart by who reacted, and is one however often it is delivered', async () => {
    const keys: string[] = [];
    const accept = createAccept({
      jobs: { add: async ({ key }) => void keys.push(key) },
      hashPerson: (door, id) => `${door}#${id}`,
      onJob() {},
      clock: () => 0,
    });
    for (const from of [SAM, ZOE, ZOE])
      await accept(
        activitySchema.parse({
          type: 'messageReaction',
          id: '1790000000001',
          timestamp: '2026-11-28T09:30:00.456Z',
          channelId: 'msteams',
          serviceUrl: 'http://127.0.0.1/',
          conversation: { id: '19:group@thread.v2' },
          from,
          replyToId: 'reply-7',
          reactionsAdded: [{ type: 'like' }],
        }),
      );
    assert.equal(new Set(keys).size, 2);
  });

  it('is remembered by a keyed hash that names neither a conversation nor a person', async () => {
    const keys: string[] = [];
    const accept = createAccept({
      jobs: { add: async ({ key }) => void keys.push(key) },
      hashPerson: createPeopleHash('k'.repeat(32)),
      onJob() {},
      clock: () => 0,
    });
    const message = {
      type: 'message',
      channelId: 'msteams',
      serviceUrl: 'http://127.0.0.1/',
      conversation: { id: `19:${SAM.aadObjectId}_${ZOE.aadObjectId}@unq.gbl.spaces` },
      from: SAM,
    };
    for (const id of ['1790000000002', '1790000000002', '1790000000003'])
      await accept(activitySchema.parse({ ...message, id }));
    assert.equal(new Set(keys).size, 2);
    for (const key of keys) assert.match(key, /^[0-9a-f]{32}$/);
  });
});
