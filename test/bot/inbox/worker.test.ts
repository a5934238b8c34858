import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { createWorker } from '../../../src/bot/inbox/worker.ts';
import type { InboundActivity } from '../../../src/delivery/activity.ts';
import type { Job, JobStore } from '../../../src/delivery/jobs.ts';
import { edit, softDelete } from '../../fixtures/activities.ts';
import { openAnsweredPost } from '../door.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Runs one job, received at 0, at `now`; the work fails if told so. @returns what became of it. */
async function workOn({ now, fails = false, ...given }: Partial<Job> & { now: number; fails?: boolean }) {
  const activity = { type: 'messageReaction' } as InboundActivity;
  const waiting: Job[] = [{ id: 'job', receivedAt: 0, attempts: 1, activity, ...given }];
  const seen = { worked: 0, finished: 0, postponed: 0, undelivered: [] as string[] };
  const jobs = {
    claim: async () => waiting.splice(0),
    finish: async () => void seen.finished++,
    postpone: async () => void seen.postponed++,
  } as Partial<JobStore> as JobStore;
  const worker = createWorker({
    jobs,
    async work() {
      seen.worked++;
      if (fails) throw new Error('as told');
      return [];
    },
    onOutgoing() {},
    reportUndelivered: (reason) => void seen.undelivered.push(reason),
    log: { debug() {}, info() {}, warn() {}, error() {} },
    telemetry: { exception() {} },
    parallel: 1,
    clock: () => now,
  });
  worker.notify();
  while (seen.finished + seen.postponed === 0) await wait(1);
  await worker.stop();
  return seen;
}

describe('The worker', () => {
  it('works on what was received days ago', async () => {
    const { worked, finished, undelivered } = await workOn({ now: 5 * DAY });
    assert.deepEqual({ worked, finished, undelivered }, { worked: 1, finished: 1, undelivered: [] });
  });

  it('tries a vote again for days, however often it has failed', async () => {
    const { worked, postponed } = await workOn({ now: DAY, attempts: 500, fails: true });
    assert.deepEqual({ worked, postponed }, { worked: 1, postponed: 1 });
  });

  it('gives a post up that keeps failing, and says so, once nobody waits for the reply', async () => {
    const activity = { type: 'message', text: 'Vol nul' } as InboundActivity;
    assert.equal((await workOn({ now: HOUR, attempts: 25, activity, fails: true })).postponed, 1);
    const { worked, undelivered } = await workOn({ now: HOUR, attempts: 26, activity, fails: true });
    assert.deepEqual({ worked, undelivered }, { worked: 0, undelivered: ['failed'] });
  });
});

describe('More than can be judged', () => {
  /** Half of what comes can be worked on: each job takes a minute, in which two come. @returns what was worked on and said. */
  async function overload({ waiting, minutes }: { waiting: number; minutes: number }) {
    let now = HOUR;
    const jobs: Job[] = [];
    const come = (receivedAt: number) =>
      jobs.push({
        id: `${jobs.length}`,
        receivedAt,
        attempts: 1,
        activity: { type: 'message' } as InboundActivity,
      });
    for (let n = 0; n < waiting; n += 1) come(n);
    const late: number[] = [];
    const said: string[] = [];
    const say = (fields: object, message: string) => void said.push(`${JSON.stringify(fields)} ${message}`);
    const { promise: done, resolve } = Promise.withResolvers<void>();
    const worker = createWorker({
      jobs: {
        async claim(_now, _lease, most, since = 0) {
          const due = jobs.filter(({ receivedAt }) => receivedAt >= since).slice(0, most);
          for (const job of due) jobs.splice(jobs.indexOf(job), 1);
          if (jobs.length === 0 && due.length === 0) resolve();
          return due;
        },
        async finish() {},
      } as Partial<JobStore> as JobStore,
      async work({ receivedAt }) {
        late.push(Math.floor((now - receivedAt) / 60_000));
        now += 60_000;
        if (late.length <= minutes) for (const half of [1, 2]) come(now - half);
        return [];
      },
      onOutgoing() {},
      reportUndelivered() {},
      log: { debug() {}, error() {}, info: say, warn: say },
      telemetry: { exception() {} },
      parallel: 1,
      clock: () => now,
    });
    worker.notify();
    await done;
    await worker.stop();
    return { late, said };
  }

  it('still lets posts be answered in time, and works on all that waited too long for that', async () => {
    const { late } = await overload({ waiting: 20, minutes: 60 });
    assert.equal(late.length, 20 + 2 * 60);
    const meanwhile = late.slice(1, 61);
    const inTime = meanwhile.filter((minutes) => minutes < 10).length;
    assert.ok(inTime >= 40, `${inTime} of 60 in time`);
    assert.ok(60 - inTime >= 10, `${60 - inTime} of those that are late`);
  });

  it('is told of to the operators: when it begins, now and then while it lasts, and when it is over', async () => {
    const { said } = await overload({ waiting: 30, minutes: 0 });
    assert.match(said[0]!, /^\{"seconds":3600\} posts of Teams come faster than they are judged/);
    assert.equal(said.length, 4, 'half an hour of it, every ten minutes, and its end');
    assert.match(said[3]!, /as they come again/);
    const { said: all } = await overload({ waiting: 0, minutes: 0 });
    assert.deepEqual(all, []);
  });
});

describe('A deletion that waits for hours', () => {
  it('erases the text and takes the card back', async () => {
    const { door, post, reply } = await openAnsweredPost();
    try {
      const { promise: judged, resolve: judge } = Promise.withResolvers<void>();
      const { classify } = door;
      door.classify = async (text) => judged.then(() => classify(text));
      await door.handOver(edit(post, 'Vol annulé, plus jamais'));
      while (door.judged.length < 2) await wait(2);
      await door.handOver(softDelete(post));
      door.later = 3 * HOUR;
      judge();
      await door.settled();
      assert.deepEqual(
        [...door.store.predictions.values()].map(({ text }) => text),
        [null, null],
      );
      assert.deepEqual(
        door.connector.by('DELETE').map(({ activity }) => activity),
        [reply],
      );
    } finally {
      await door.close();
    }
  });

  it('finds the card changed when the connector was away for hours after an edit', async () => {
    const { door, post } = await openAnsweredPost();
    try {
      door.connector.fail('PUT', 503);
      await door.handOver(edit(post, 'Bagage perdu'));
      while (door.connector.by('PUT').length === 0) await wait(2);
      door.later = 5 * HOUR;
      door.connector.recover();
      await door.settled();
      assert.match(door.connector.by('PUT').at(-1)?.body.summary, /Négatif/);
    } finally {
      await door.close();
    }
  });
});
