import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { referenceOf } from '../../../../src/bot/protocol/activity-reference.ts';
import type { InboundActivity } from '../../../../src/delivery/activity.ts';
import type { NewJob } from '../../../../src/delivery/jobs.ts';
import { outgoingMessages } from '../../../../src/delivery/outgoing-message.ts';
import { openJobStore } from '../../../../src/storage/stores/delivery/job-store.ts';
import { createOutbox } from '../../../../src/storage/stores/delivery/outbox-store.ts';
import { createFeedbackStore } from '../../../../src/storage/stores/feedback-store.ts';
import { channelPost } from '../../../fixtures/activities.ts';
import { onBothDatabases } from '../../databases.ts';

const MINUTE = 60_000;

onBothDatabases('The store of jobs', (current) => {
  const store = () => openJobStore(current());
  const activity = { ...channelPost(), serviceUrl: 'http://127.0.0.1/' } as unknown as InboundActivity;

  const job = (changes: Partial<NewJob> = {}): NewJob => ({
    id: randomUUID(),
    key: randomUUID(),
    conversationKey: randomUUID(),
    cancels: false,
    receivedAt: 1000,
    author: 'ann',
    activity,
    ...changes,
  });

  it('keeps a delivery once, however often it comes, also after it is done', async () => {
    const jobs = await store();
    await Promise.all([jobs.add(job({ key: 'k' })), jobs.add(job({ key: 'k' }))]);
    const [taken, ...more] = await jobs.claim(1000, MINUTE, 10);
    assert.equal(more.length, 0);
    assert.deepEqual(taken?.activity, JSON.parse(JSON.stringify(activity)));
    await jobs.finish(taken!, []);
    await jobs.add(job({ key: 'k' }));
    assert.deepEqual(await jobs.waiting(), { count: 0, oldest: undefined });
  });

  it('gives those alone that were kept since a time, where the earlier ones can wait', async () => {
    const jobs = await store();
    await jobs.add(job());
    const { clock } = current();
    const begun = clock();
    while (clock() === begun);
    const since = clock();
    const later = job();
    await jobs.add(later);
    assert.deepEqual(
      (await jobs.claim(1000, MINUTE, 10, since)).map(({ id }) => id),
      [later.id],
    );
    assert.equal((await jobs.claim(1000, MINUTE, 10)).length, 1);
  });

  it('gives each job to one of many who ask at once, oldest first', async () => {
    const jobs = await store();
    for (let i = 0; i < 6; i++) await jobs.add(job());
    const taken = await Promise.all(Array.from({ length: 6 }, () => jobs.claim(1000, MINUTE, 1)));
    const ids = taken.flat().map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    assert.equal(ids.length + (await jobs.claim(1000, MINUTE, 10)).length, 6);
  });

  it('gives the jobs with one conversation key one after the other', async () => {
    const jobs = await store();
    const [first, second] = [job({ conversationKey: 'l' }), job({ conversationKey: 'l' })];
    await jobs.add(first);
    await jobs.add(second);
    const [taken, ...more] = await jobs.claim(1000, MINUTE, 10);
    assert.deepEqual([taken?.id, more.length], [first.id, 0]);
    await jobs.postpone(taken!, 5000);
    assert.deepEqual(await jobs.claim(4999, MINUTE, 10), []);
    const [again] = await jobs.claim(5000, MINUTE, 10);
    assert.deepEqual([again?.id, again?.attempts], [first.id, 2]);
    await jobs.finish(again!, []);
    assert.equal((await jobs.claim(5000, MINUTE, 10))[0]?.id, second.id);
  });

  it('drops what waits before a job that cancels it, and nothing else', async () => {
    const jobs = await store();
    await jobs.add(job({ conversationKey: 'a' }));
    const [other, end] = [job({ conversationKey: 'b' }), job({ conversationKey: 'a', cancels: true })];
    await jobs.add(other);
    await jobs.add(end);
    assert.deepEqual(
      (await jobs.claim(1000, MINUTE, 10)).map(({ id }) => id),
      [other.id, end.id],
    );
  });

  it('gives a job away again once its lease is over, and believes only who took it last', async () => {
    const jobs = await store();
    await jobs.add(job());
    const [slow] = await jobs.claim(1000, MINUTE, 1);
    assert.deepEqual(await jobs.claim(1000 + MINUTE - 1, MINUTE, 1), []);
    const [quick] = await jobs.claim(1000 + MINUTE, MINUTE, 1);
    const said = [outgoingMessages.post(referenceOf(activity), { type: 'message' }, 9e12)];
    await jobs.finish(slow!, said);
    assert.equal((await createOutbox(current()).waiting()).count, 0);
    await jobs.finish(quick!, said);
    await jobs.finish(quick!, said);
    assert.equal((await createOutbox(current()).waiting()).count, 1);
  });

  it('forgets the jobs of a person', async () => {
    const jobs = await store();
    await jobs.add(job());
    await jobs.add(job({ author: 'bob' }));
    await createFeedbackStore(current()).forgetPerson(['ann']);
    assert.equal((await jobs.waiting()).count, 1);
  });
});
