import assert from 'node:assert/strict';
import { HAPPY, openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

describe('GET /stats', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  const stats = async (query = '') => (await (await door.ask(`/stats${query}`)).json()) as Stats;
  interface Stats {
    readonly total: object;
    readonly groups: readonly { readonly group: string; readonly figures: object }[];
  }

  it('tells counts, the share of negatives and the rate of bad predictions, in groups and in all', async () => {
    door.classify = async (post) => ({ ...HAPPY, label: post === 'bad' ? 'negative' : 'positive' });
    for (const text of ['bad', 'good', 'good', 'good']) {
      const { id } = (await (await door.post('/predict', { text })).json()) as { id: string };
      await door.post('/feedback', { prediction_id: id, correct: text === 'good' });
    }
    const figures = {
      predictions: 4,
      negative: 1,
      neutral: 0,
      positive: 3,
      negative_share: 0.25,
      uncertain: 0,
      votes: { up: 3, down: 1 },
      bad_rate: 0.25,
    };
    const byDoor = await stats('?by=door');
    assert.deepEqual(byDoor.total, figures);
    assert.deepEqual(byDoor.groups, [{ group: 'api', figures }]);
    const [day] = (await stats()).groups;
    assert.match(day!.group, /^\d{4}-\d\d-\d\dT00:00:00\.000Z$/);
    assert.deepEqual((await stats('?until=2001-01-01T00:00:00%2B01:00')).groups, []);
  });

  it('counts a post for each of its topics, and once in all', async () => {
    const names: Record<string, readonly string[]> = {
      bag: ['baggage', 'refund'],
      late: ['delay'],
      hello: [],
    };
    door.classify = async (post) => ({
      ...HAPPY,
      label: post === 'bag' ? 'negative' : 'positive',
      topics: names[post]!.map((name) => ({ name, probability: 0.9 })),
    });
    for (const text of ['bag', 'bag', 'late', 'hello']) await door.post('/predict', { text });
    const { total, groups } = await stats('?by=topic');
    const counts = (figures: object) => {
      const { predictions, negative } = figures as { predictions: number; negative: number };
      return [predictions, negative];
    };
    assert.deepEqual(
      groups.map(({ group, figures }) => [group, ...counts(figures)]),
      [
        ['baggage', 2, 2],
        ['delay', 1, 0],
        ['refund', 2, 2],
      ],
    );
    assert.deepEqual(counts(total), [4, 2]);
  });

  it('has no share and no rate where there is nothing', async () => {
    assert.deepEqual((await stats()).total, {
      predictions: 0,
      negative: 0,
      neutral: 0,
      positive: 0,
      negative_share: null,
      uncertain: 0,
      votes: { up: 0, down: 0 },
      bad_rate: null,
    });
  });

  for (const [what, query, field] of [
    ['a grouping it does not know', 'by=weather', 'by'],
    ['a time that is none', 'since=yesterday', 'since'],
    ['a field it does not know', 'sinse=1', 'sinse'],
    ['a field that stands twice', 'by=day&by=hour', 'by'],
  ] as const)
    it(`says 422 and names the field for ${what}`, async () => {
      const response = await door.ask(`/stats?${query}`);
      assert.equal(response.status, 422);
      assert.equal((await problemOf(response)).errors?.[0]?.field, field);
    });
});
