import assert from 'node:assert/strict';
import { activitySchema } from '../../../../src/delivery/activity.ts';
import type { Claim, OutgoingMessage } from '../../../../src/delivery/outgoing-message.ts';
import { openJobStore } from '../../../../src/storage/stores/delivery/job-store.ts';
import { createOutbox } from '../../../../src/storage/stores/delivery/outbox-store.ts';
import { install } from '../../../fixtures/activities.ts';
import { onBothDatabases } from '../../databases.ts';

const CHANNEL = '19:a@thread.tacv2';

onBothDatabases('What is said once', (current) => {
  const outbox = () => createOutbox(current());
  const said = async () => (await outbox().waiting()).count;
  const saying = (claim: Claim): OutgoingMessage => ({
    reference: { conversation: CHANNEL, serviceUrl: 'http://127.0.0.1/', host: 'msteams', bot: '28:bot' },
    card: null,
    replyTo: null,
    message: { type: 'message', summary: 'Bonjour' },
    predictionId: null,
    refresh: false,
    until: Number.MAX_SAFE_INTEGER,
    claim,
  });
  const named = (at: number) => saying({ name: 'welcome', at });
  const tenth = saying({ answersIn: CHANNEL, upTo: 10 });

  it('is said by one of many who would at once', async () => {
    await Promise.all(Array.from({ length: 20 }, () => outbox().add([named(1000)])));
    assert.equal(await said(), 1);
  });

  it('may be said again after a minute, and not by whoever is told late', async () => {
    const granted = [];
    for (const at of [1000, 60_999, 61_000, 500]) granted.push((await outbox().admit([named(at)])).length);
    assert.deepEqual(granted, [1, 0, 1, 0]);
  });

  it('is offered with the one answer that reaches the number, and with none after it', async () => {
    await Promise.all(Array.from({ length: 25 }, () => outbox().add([tenth])));
    assert.equal(await said(), 1);
    await outbox().add([tenth, saying({ answersIn: `${CHANNEL}2`, upTo: 10 })]);
    assert.equal(await said(), 1);
  });

  it('is not used up by work whose end was not written down: the next attempt says it', async () => {
    const jobs = await openJobStore(current());
    const activity = activitySchema.parse({ ...install(), serviceUrl: 'http://127.0.0.1/' });
    await jobs.add({
      id: crypto.randomUUID(),
      key: 'k',
      conversationKey: 'c',
      cancels: false,
      receivedAt: 1,
      author: null,
      activity,
    });
    const [lost] = await jobs.claim(10, 5, 1); // its replica dies before it finishes
    const [again] = await jobs.claim(20, 5, 1);
    await jobs.finish(lost!, [named(1000)]);
    assert.equal(await said(), 0);
    await jobs.finish(again!, [named(1000)]);
    assert.equal(await said(), 1);
  });
});
