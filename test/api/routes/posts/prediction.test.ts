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

  it('says 404 for an id that nobody has, and 422 for what is no id', async () => {
    const unknown = await door.ask(`/predictions/${randomUUID()}`);
    assert.equal(unknown.status, 404);
    await problemOf(unknown);
    const malformed = await door.ask(`/predictions/7`);
    assert.equal(malformed.status, 422);
    assert.equal((await problemOf(malformed)).errors?.[0]?.field, 'id');
  });
});
