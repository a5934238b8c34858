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

  describe('of two replicas whose clocks are apart', () => {
    /** One is ahead, the other behind. */
    const replicas = () =>
      Promise.all(
        [1000, -1000].map((apart) => openJobStore({ ...current(), clock: () => current().clock() + apart })),
      );
    const inThread = (id: string) =>
      job({ activity: { ...activity, conversation: { ...activity.conversation, id } } as InboundActivity });

    it('gives what is handed over later to either a later place in its channel', async () => {
      const [ahead, behind] = await replicas();
      const handed: NewJob[] = [];
      for (let i = 0; i < 6; i++) {
        const next = inThread('19:c@thread.tacv2;messageid=1');
        handed.push(next);
        await (i % 2 ? behind : ahead)!.add(next);
      }
      const taken = await behind!.claim(1000, MINUTE, 10);
      assert.deepEqual(
        taken.map(({ id }) => id),
        handed.map(({ id }) => id),
      );
    });

    it('lets the answer to the earlier post go first, also where it is said before the later one comes', async () => {
      const outbox = createOutbox(current());
      const thread = 'a:chat';
      const oldest: unknown[] = [];
      for (const replica of await replicas()) {
        const post = inThread(thread);
        await replica.add(post);
        const [taken] = await replica.claim(1000, MINUTE, 1);
        const reference = { ...referenceOf(activity), conversation: thread };
        await replica.finish(taken!, [
          outgoingMessages.show(reference, post.id, post.id, { type: 'message' }, 9e12),
        ]);
        const [first] = await outbox.oldestPerConversation(1000, 10, []);
        oldest.push(first?.card);
      }
      assert.equal(oldest[1], oldest[0]);
    });

    it('keeps what both are handed at once, before what comes after it', async () => {
      const [ahead, behind] = await replicas();
      const at = 'a:chat';
      await Promise.all(Array.from({ length: 20 }, (_, i) => (i % 2 ? behind : ahead)!.add(inThread(at))));
      const last = inThread(at);
      await behind!.add(last);
      const taken = await behind!.claim(1000, MINUTE, 30);
      assert.equal(taken.length, 21);
      assert.equal(taken.at(-1)!.id, last.id);
    });
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
