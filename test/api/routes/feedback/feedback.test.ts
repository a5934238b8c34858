import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

describe('POST /feedback', () => {
  let door: RestDoor;
  let prediction_id: string;
  beforeEach(async () => {
    door = await openRestDoor();
    const response = await door.post('/predict', { text: 'Ma valise tourne encore à Roissy' });
    prediction_id = ((await response.json()) as { id: string }).id;
  });
  afterEach(() => door.close());

  const vote = async (body: object) => {
    const response = await door.post('/feedback', { prediction_id, ...body });
    assert.equal(response.status, 201);
    return response.json();
  };

  it('keeps a vote and answers 201 with the tally', async () => {
    assert.deepEqual(await vote({ correct: true, user: 'u1' }), {
      prediction_id,
      correct: true,
      label: null,
      topics: null,
      tally: { up: 1, down: 0 },
    });
  });

  it('keeps the right label that comes with a vote against', async () => {
    assert.deepEqual(await vote({ correct: false, label: 'neutral', user: 'u1' }), {
      prediction_id,
      correct: false,
      label: 'neutral',
      topics: null,
      tally: { up: 0, down: 1 },
    });
  });

  it('refuses the label of the verdict as its correction, and names the field', async () => {
    const response = await door.post('/feedback', { prediction_id, correct: false, label: 'positive' });
    assert.equal(response.status, 422);
    const { errors } = await problemOf(response);
    assert.deepEqual(errors, [{ field: 'label', message: 'is that of the verdict' }]);
  });

  it('keeps what a voter says the post is about, on either side', async () => {
    const topics = async (body: object) => ((await vote(body)) as { topics: unknown }).topics;
    assert.deepEqual(await topics({ correct: true, topics: ['baggage', 'refund'], user: 'u1' }), [
      'baggage',
      'refund',
    ]);
    assert.deepEqual(await topics({ correct: false, user: 'u1' }), ['baggage', 'refund'], 'they stay');
    assert.deepEqual(await topics({ correct: false, topics: [], user: 'u1' }), [], 'it is about none');
  });

  it('refuses a topic that the model does not know, with those that it does', async () => {
    const response = await door.post('/feedback', { prediction_id, correct: true, topics: ['luggage'] });
    assert.equal(response.status, 422);
    const { detail, errors } = await problemOf(response);
    assert.equal(errors?.[0]?.field, 'topics');
    assert.match(detail, /the model knows delay, cancellation, baggage/);
  });

  it('counts one vote a user, the last one', async () => {
    await vote({ correct: true, user: 'u1' });
    await vote({ correct: true, user: 'u2' });
    const { tally } = (await vote({ correct: false, user: 'u1' })) as { tally: object };
    assert.deepEqual(tally, { up: 1, down: 1 });
  });

  it('counts votes without a user as those of one person', async () => {
    await vote({ correct: true });
    const { tally } = (await vote({ correct: false })) as { tally: object };
    assert.deepEqual(tally, { up: 0, down: 1 });
  });

  it('says 404 and names the field for a prediction nobody made', async () => {
    const response = await door.post('/feedback', { prediction_id: randomUUID(), correct: true });
    assert.equal(response.status, 404);
    assert.equal((await problemOf(response)).errors?.[0]?.field, 'prediction_id');
  });

  for (const [what, body, field] of [
    ['an id that is no UUID', { prediction_id: '7', correct: true }, 'prediction_id'],
    ['a missing side', { prediction_id: randomUUID() }, 'correct'],
    ['a side that is no boolean', { prediction_id: randomUUID(), correct: 'yes' }, 'correct'],
    [
      'a topic that is named twice',
      { prediction_id: randomUUID(), correct: true, topics: ['food', 'food'] },
      'topics',
    ],
    ['a label nobody knows', { prediction_id: randomUUID(), correct: false, label: 'bad' }, 'label'],
    [
      'a correction of what was right',
      { prediction_id: randomUUID(), correct: true, label: 'negative' },
      'label',
    ],
    ['an empty user', { prediction_id: randomUUID(), correct: true, user: '' }, 'user'],
    ['a field it does not know', { prediction_id: randomUUID(), correct: true, stars: 5 }, 'stars'],
  ] as const)
    it(`says 422 and names the field for ${what}`, async () => {
      const response = await door.post('/feedback', body);
      assert.equal(response.status, 422);
      assert.equal((await problemOf(response)).errors?.[0]?.field, field);
    });

  it('is closed to whoever is not on the machine', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    assert.equal((await door.post('/feedback', { prediction_id, correct: true }, headers)).status, 403);
  });
});
