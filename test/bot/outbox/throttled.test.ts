import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { channelPost } from '../../fixtures/activities.ts';
import { openDoor } from '../door.ts';

describe('An app that Teams asks to wait, in several conversations', () => {
  it('makes no more than the calls that are under way', async () => {
    const door = await openDoor();
    try {
      door.connector.fail('POST', { status: 429, retryAfter: '60' });
      for (let post = 0; post < 2; post += 1) await door.handOver(channelPost(`Vol nul ${post}`));
      while (door.connector.calls.length < 2) await wait(2);
      await wait(100);
      for (let post = 0; post < 5; post += 1) await door.handOver(channelPost(`Bagage perdu ${post}`));
      while ((await door.teams.waiting()).jobs.count > 0) await wait(2);
      await wait(300);
      assert.equal(door.connector.calls.length, 2);
      assert.equal((await door.teams.waiting()).orders.count, 7);
    } finally {
      await door.close();
    }
  });
});
