import assert from 'node:assert/strict';
import { createDriftMonitor } from '../../src/drift/monitor.ts';
import { allLanguages, type ProfiledPost, profileOf } from '../../src/drift/profile.ts';
import { fromPrediction } from '../../src/storage/engine/rows.ts';
import { createDriftStore } from '../../src/storage/stores/drift-store.ts';
import { prediction, verdict } from '../feedback/verdicts.ts';
import { onBothDatabases } from '../storage/databases.ts';
import { posts } from './posts.ts';

const DAY = 24 * 60 * 60 * 1000;
const START = Math.floor(1_700_000_000_000 / DAY) * DAY;

onBothDatabases('The monitor of drift', (current) => {
  let now: number;
  let card: ReturnType<typeof profileOf> | undefined;
  beforeEach(() => {
    now = START;
    card = undefined;
  });

  const monitor = (days = 2) =>
    createDriftMonitor({
      store: createDriftStore(current()),
      classifier: verdict,
      cardProfile: async () => card,
      rule: { days, since: 0 },
      clock: () => now,
    });

  /** Posts of the n-th day, all alike. */
  async function judgedOn(day: number, count: number, changes: Partial<ProfiledPost> = {}) {
    const rows = Array.from({ length: count }, (_, n) =>
      fromPrediction(
        prediction({ createdAt: START + day * DAY + n, ...changes, reading: posts(1)[0]!.reading }),
      ),
    );
    for (let n = 0; n < count; n += 300)
      await current()
        .db.insertInto('predictions')
        .values(rows.slice(n, n + 300).map(({ up: _up, down: _down, ...row }) => row))
        .execute();
  }
  const on = (day: number) => {
    now = START + day * DAY;
  };

  it('compares the newest posts with the service’s own first days once these are over', async () => {
    await judgedOn(0, 600);
    await judgedOn(1, 600);
    await judgedOn(2, 500, { language: 'en' });
    on(2.5);
    await monitor().countDays();
    const { changes, reference, posts: seen, firstAt } = await monitor().compare();
    assert.deepEqual([reference, seen, firstAt], ['own', 500, START + 2 * DAY]);
    assert.deepEqual(
      changes.filter(({ moved }) => moved).map(({ feature }) => feature),
      ['language'],
    );
  });

  it('compares with the model card meanwhile, and with nothing when that is silent', async () => {
    await judgedOn(0, 200);
    on(0.5);
    assert.deepEqual((await monitor().compare()).changes, []);
    card = profileOf(posts(1000, 1000, { language: 'en' }));
    const { changes, reference, baseline } = await monitor().compare();
    assert.equal(reference, 'card');
    assert.equal(changes[0]?.moved, true);
    assert.equal(baseline.complete, false);
  });

  it('does not compare the days of the reference with themselves', async () => {
    await judgedOn(0, 600);
    await judgedOn(1, 600);
    on(2.1);
    await monitor().countDays();
    const { reference, posts: seen } = await monitor().compare();
    assert.deepEqual([reference, seen], ['own', 0]);
  });

  it('counts a day again while votes may still come, and not after', async () => {
    const countedOf = async () =>
      (await createDriftStore(current()).countedDays(verdict.model, START))[0]!.profile.fr?.posts;
    await judgedOn(0, 1);
    on(1.1);
    await monitor().countDays();
    await judgedOn(0, 1);
    on(1.5);
    await monitor().countDays();
    assert.equal(await countedOf(), 1);
    on(4.1);
    await monitor().countDays();
    assert.equal(await countedOf(), 2);
    await judgedOn(0, 1);
    on(8);
    await monitor().countDays();
    assert.equal(await countedOf(), 2);
  });

  it('tells the days with posts, the one under way too', async () => {
    await judgedOn(0, 3);
    await judgedOn(2, 4);
    on(2.5);
    await monitor().countDays();
    assert.deepEqual(
      (await monitor().days(START)).map(({ day, profile }) => [
        (day - START) / DAY,
        allLanguages(profile).posts,
      ]),
      [
        [0, 3],
        [2, 4],
      ],
    );
  });
});
