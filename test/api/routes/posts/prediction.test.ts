import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

describe('GET /predictions/{id}', () => {
  let door: RestDoor;
  beforeEach(async () => {
    door = await openRestDoor();
  });
  afterEach(() => door.close());

  it('tells what was judged and how people voted, and not the post', async () => {
    const judged = (await (await door.post('/predict', { text: 'merci' })).json()) as { id: string };
    await door.post('/feedback', { prediction_id: judged.id, correct: false });
    const response = await door.ask(`/predictions/${judged.id}`);
    assert.equal(response.status, 200);
    const { created_at, ...rest } = (await response.json()) as { created_at: string };
    assert.deepEqual(rest, { ...judged, door: 'api', tally: { up: 0, down: 1 } });
    assert.ok(Math.abs(Date.now() - Date.parse(created_at)) < 60_000);
  });

  it('takes an id in capitals, as POST /feedback and the reviews do', async () => {
    const { id } = (await (await door.post('/predict', { text: 'merci' })).json()) as { id: string };
    const capitals = id.toUpperCase();
    const found = (await (await door.ask(`/predictions/${capitals}`)).json()) as { id: string };
    assert.equal(found.id, id);
    const vote = await door.post('/feedback', { prediction_id: capitals, correct: false });
    assert.equal(vote.status, 201);
    const body = JSON.stringify({ label: 'neutral' });
    const headers = { 'content-type': 'application/json' };
    const review = await door.ask(`/reviews/${capitals}`, { method: 'PUT', body, headers });
    assert.equal(((await review.json()) as { prediction_id: string }).prediction_id, id);
  });

  it('says 404 for an id that nobody has, and 422 for what is no id', async () => {
    const unknown = await door.ask(`/predictions/${randomUUID()}`);
    assert.equal(unknown.status, 404);
    await problemOf(unknown);
    const malformed = await door.ask(`/predictions/7`);
    assert.equal(malformed.status, 422);
    assert.equal((await problemOf(malformed)).errors?.[0]?.field, 'id');
  });
});
