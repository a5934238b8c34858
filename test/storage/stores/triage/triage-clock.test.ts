import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { KyselyPlugin } from 'kysely';
import type { Handling } from '../../../../src/feedback/handling.ts';
import type { Prediction } from '../../../../src/feedback/prediction.ts';
import { createFeedbackStore } from '../../../../src/storage/stores/feedback-store.ts';
import { createPostStore } from '../../../../src/storage/stores/posts/post-store.ts';
import { createTriageClock } from '../../../../src/storage/stores/triage/triage-clock.ts';
import { createTriageStore } from '../../../../src/storage/stores/triage/triage-store.ts';
import { createTriageSum, TRIAGE_GROUPINGS, type TriageGrouping } from '../../../../src/triage/clock.ts';
import { createRandom } from '../../../bench/drift/random.ts';
import { prediction } from '../../../feedback/verdicts.ts';
import { onBothDatabases } from '../../databases.ts';

const CARE = '19:care@thread.tacv2';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MONDAY = Date.parse('2026-11-23T00:00:00Z');

onBothDatabases('The clock of the triage', (current) => {
  const clock = () => createTriageClock(current());
  const period = { since: MONDAY - 30 * DAY, until: MONDAY + 30 * DAY };

  /** A post that began to wait then, with what became of it. */
  async function post(openedAt: number, became: Partial<Handling> = {}, changes: Partial<Prediction> = {}) {
    const made = prediction({ createdAt: openedAt, channel: CARE, ...changes });
    await createFeedbackStore(current()).addPrediction(made, undefined, undefined, true);
    if (became.status)
      await createTriageStore(current()).change(
        made.id,
        'ann',
        (before) => ({ ...before!, revision: 2, ...became }),
        { since: Number.MAX_SAFE_INTEGER, announce: () => [] },
      );
  }
  interface Kept {
    readonly openedAt: number;
    readonly status?: string;
    readonly channel?: string | null;
    readonly topics?: readonly string[];
    readonly takenAt?: number | null;
    readonly doneAt?: number | null;
  }

  /** Many posts in a few statements. */
  async function keep(posts: readonly Kept[]) {
    const made = posts.map(({ openedAt, channel = CARE, topics = [] }) =>
      prediction({
        createdAt: openedAt,
        channel,
        topics: topics.map((name) => ({ name, probability: 0.9 })),
      }),
    );
    const store = createFeedbackStore(current());
    await Promise.all(made.map((each) => store.addPrediction(each)));
    const rows = posts.map(({ openedAt, status = 'open', takenAt = null, doneAt = null }, n) => ({
      prediction_id: made[n]!.id,
      status,
      revision: 1,
      channel: made[n]!.channel,
      opened_at: openedAt,
      since: openedAt,
      taken_at: takenAt,
      done_at: doneAt,
    }));
    await current().db.insertInto('triage').values(rows).execute();
  }

  const takenAfter = (openedAt: number, wait: number) =>
    post(openedAt, { status: 'taken', holder: 'ann', takenAt: openedAt + wait });

  it('counts what waits, since when, and what somebody has, in a channel and everywhere', async () => {
    await post(MONDAY + HOUR);
    await post(MONDAY + 3 * HOUR, {}, { channel: '19:other@thread.tacv2' });
    await takenAfter(MONDAY + 2 * HOUR, HOUR);
    await post(MONDAY, { status: 'answered', takenAt: MONDAY + 1, doneAt: MONDAY + 2 });
    assert.deepEqual(await clock().waiting(CARE), { open: 1, oldest: MONDAY + HOUR, taken: 1 });
    assert.deepEqual(await clock().waiting(), { open: 2, oldest: MONDAY + HOUR, taken: 1 });
    assert.deepEqual(await clock().waiting('19:nobody'), { open: 0, oldest: null, taken: 0 });
  });

  it('counts what the list of posts shows as waiting, however long it has waited', async () => {
    for (const weeks of [0, 1, 5, 40]) await post(MONDAY - weeks * 7 * DAY);
    await takenAfter(MONDAY - 100 * DAY, HOUR);
    const { open, oldest, taken } = await clock().waiting();
    const listed = async (status: 'open' | 'taken') => {
      const { posts } = await createPostStore(current()).find({ status }, undefined, 100);
      return posts.map(({ prediction }) => prediction.createdAt);
    };
    assert.equal(open, (await listed('open')).length);
    assert.equal(oldest, Math.min(...(await listed('open'))));
    assert.equal(taken, (await listed('taken')).length);
    assert.deepEqual([open, taken], [4, 1]);
  });

  it('tells the waits of half of the posts and of nine in ten', async () => {
    for (let minutes = 1; minutes <= 10; minutes += 1) await takenAfter(MONDAY + minutes, minutes * 60_000);
    await post(MONDAY, { status: 'answered', takenAt: MONDAY + 60_000, doneAt: MONDAY + 7_200_000 });
    await post(MONDAY);
    const [all] = await clock().count(period, {});
    assert.deepEqual(all, {
      group: '',
      posts: 12,
      open: 1,
      oldest: MONDAY,
      taken: 10,
      toTake: { posts: 11, median: 5 * 60_000, p90: 9 * 60_000 },
      toEnd: { posts: 1, median: 7_200_000, p90: 7_200_000 },
    });
  });

  it('tells them week by week, from Monday on, and channel by channel', async () => {
    await takenAfter(MONDAY - 1, HOUR);
    await takenAfter(MONDAY, 2 * HOUR);
    await post(MONDAY + 6 * DAY, {}, { channel: '19:other@thread.tacv2' });
    await post(MONDAY, {}, { channel: null });
    const by = async (grouping: 'week' | 'channel') =>
      (await clock().count(period, { by: grouping })).map(({ group, posts, toTake }) => [
        group,
        posts,
        toTake.median,
      ]);
    assert.deepEqual(await by('week'), [
      [MONDAY - 7 * DAY, 1, HOUR],
      [MONDAY, 3, 2 * HOUR],
    ]);
    assert.deepEqual(await by('channel'), [
      [CARE, 2, HOUR],
      ['19:other@thread.tacv2', 1, null],
    ]);
    const [inCare] = await clock().count(period, { channel: CARE });
    assert.equal(inCare?.posts, 2);
  });

  it('counts a post for each of its topics', async () => {
    const topics = [
      { name: 'baggage', probability: 0.9 },
      { name: 'delay', probability: 0.7 },
    ];
    await post(MONDAY, {}, { topics });
    await post(MONDAY + 1, {}, { topics: topics.slice(0, 1) });
    await post(MONDAY + 2, {}, { topics: [] });
    const groups = await clock().count(period, { by: 'topic' });
    assert.deepEqual(
      groups.map(({ group, posts, open, oldest }) => [group, posts, open, oldest]),
      [
        ['baggage', 2, 2, MONDAY],
        ['delay', 1, 1, MONDAY],
      ],
    );
  });

  it('takes for no time at all what a clock that was behind says was over before it began', async () => {
    await takenAfter(MONDAY, -2000);
    const [all] = await clock().count(period, {});
    assert.deepEqual(all?.toTake, { posts: 1, median: 0, p90: 0 });
  });

  it('tells of any period what adding its posts up one by one tells', async () => {
    const random = createRandom(30);
    const below = (most: number) => Math.floor(random.next() * most);
    const posts = Array.from({ length: 150 }, (_, n) => {
      // Some begin to wait at the very moment at which a day or a week does.
      const openedAt = MONDAY - 25 * DAY + (n % 10 === 0 ? below(50) * DAY : below(50 * DAY));
      const takenAt = below(3) > 0 ? openedAt + below(HOUR) : null;
      const doneAt = takenAt !== null && below(2) === 0 ? takenAt + below(HOUR) : null;
      return {
        openedAt,
        takenAt,
        doneAt,
        status: doneAt !== null ? 'answered' : takenAt !== null ? 'taken' : 'open',
        channel: [CARE, '19:other@thread.tacv2', null][below(3)]!,
        topics: ['baggage', 'delay'].filter(() => below(2) === 0),
      };
    });
    await keep(posts);
    const groupsOf = ({ openedAt, channel, topics }: (typeof posts)[number], by?: TriageGrouping) => {
      if (by === 'topic') return topics;
      if (by === 'channel') return channel === null ? [] : [channel];
      return [by === 'week' ? openedAt - ((openedAt - MONDAY + 52 * 7 * DAY) % (7 * DAY)) : ''];
    };
    const plain = (
      period: { since: number; until: number },
      channel: string | undefined,
      by?: TriageGrouping,
    ) => {
      const sums = new Map<string | number, ReturnType<typeof createTriageSum>>();
      for (const each of posts) {
        const isIn = each.openedAt >= period.since && each.openedAt < period.until;
        if (!isIn || (channel !== undefined && each.channel !== channel)) continue;
        for (const group of groupsOf(each, by)) {
          const sum = sums.get(group) ?? createTriageSum();
          sums.set(group, sum);
          sum.add(each);
        }
      }
      const groups = [...sums].map(([group, { sum }]) => ({ group, ...sum() }));
      return groups.sort((a, b) => (a.group < b.group ? -1 : 1));
    };
    const moment = fc.oneof(
      fc.integer({ min: MONDAY - 40 * DAY, max: MONDAY + 40 * DAY }),
      fc.integer({ min: -30, max: 30 }).map((days) => MONDAY + days * DAY),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.record({ since: moment, until: moment }),
        fc.constantFrom(undefined, CARE),
        fc.constantFrom(undefined, ...TRIAGE_GROUPINGS),
        async (asked, channel, by) =>
          assert.deepEqual(await clock().count(asked, { channel, by }), plain(asked, channel, by)),
      ),
      { seed: 30, numRuns: 60 },
    );
  });

  it('asks a database that others use meanwhile for a month in six statements, the embedded one day by day', async () => {
    const { db, kind } = current();
    await keep(Array.from({ length: 30 }, (_, day) => ({ openedAt: MONDAY + day * DAY })));
    let statements = 0;
    const counter: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        statements += 1;
        return result;
      },
    };
    const counted = createTriageClock({ kind, db: db.withPlugin(counter) });
    const month = { since: MONDAY, until: MONDAY + 30 * DAY };
    const [all] = await counted.count(month, {});
    assert.equal(all?.posts, 30);
    assert.equal(statements, kind === 'postgres' ? 6 : 31);
    statements = 0;
    assert.equal((await counted.waiting()).open, 30);
    assert.equal(statements, kind === 'postgres' ? 3 : 7);
  });

  it('has nothing to tell where nothing waited', async () => {
    assert.deepEqual(await clock().count(period, { by: 'week' }), []);
    assert.deepEqual(await clock().waiting(), { open: 0, oldest: null, taken: 0 });
  });
});
