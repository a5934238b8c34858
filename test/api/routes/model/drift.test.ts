import assert from 'node:assert/strict';
import { compareProfiles } from '../../../../src/drift/compare.ts';
import { profileOf } from '../../../../src/drift/profile.ts';
import { posts } from '../../../drift/posts.ts';
import { openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

const DAY = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 10, 1);

describe('GET /drift', () => {
  let door: RestDoor;
  afterEach(() => door.close());

  it('tells what moved against which reference, and the accuracy of each day, estimated and observed', async () => {
    const now = profileOf([
      ...posts(50, 50, { language: 'en', probability: 0.8, up: 1 }),
      ...posts(50, 50, { language: 'en', probability: 0.8, down: 1 }),
    ]);
    let asked = 0;
    door = await openRestDoor({
      drift: {
        model: 'abcdefabcdef',
        compare: async () => ({
          changes: compareProfiles(profileOf(posts(1000)), now),
          reference: 'own',
          baseline: { profile: {}, until: START, complete: true, days: 14, posts: 1000 },
          posts: 100,
          firstAt: START + DAY,
          lastAt: START + 2 * DAY,
        }),
        async days(since) {
          asked = since;
          return [{ day: START, profile: now }];
        },
      },
    });
    const response = await door.ask('/drift?since=2026-11-01T12:00:00Z');
    assert.equal(response.status, 200);
    const { features, days, ...rest } = (await response.json()) as {
      features: { feature: string; moved: boolean; now: number }[];
      days: { estimated: { value: number; low: number }; observed: { value: number }; voted: number }[];
    };
    assert.equal(asked, START);
    assert.deepEqual(rest, {
      model: 'abcdefabcdef',
      reference: { kind: 'own', complete: true, days: 14, posts: 1000, until: '2026-11-01T00:00:00.000Z' },
      window: { posts: 100, first_at: '2026-11-02T00:00:00.000Z', last_at: '2026-11-03T00:00:00.000Z' },
      psi_threshold: 0.1,
    });
    assert.deepEqual([features[0]?.feature, features[0]?.moved, features[0]?.now], ['language', true, 0]);
    assert.deepEqual([days[0]?.estimated.value, days[0]?.observed.value, days[0]?.voted], [0.8, 0.5, 100]);
    assert.ok(days[0]!.estimated.low < 0.75);
  });

  it('counts what was just judged, before there is a reference', async () => {
    door = await openRestDoor();
    await door.post('/predict', { text: 'Merci' });
    const told = (await (await door.ask('/drift')).json()) as {
      reference: { kind: null };
      features: unknown[];
      days: { posts: number; observed: null }[];
      window: { posts: number };
    };
    assert.equal(told.reference.kind, null);
    assert.deepEqual([told.features, told.window.posts], [[], 1]);
    assert.deepEqual([told.days[0]?.posts, told.days[0]?.observed], [1, null]);
  });

  it('refuses a time that is none', async () => {
    door = await openRestDoor();
    const { errors } = await problemOf(await door.ask('/drift?since=yesterday'));
    assert.equal(errors?.[0]?.field, 'since');
  });
});
