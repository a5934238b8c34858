import assert from 'node:assert/strict';
import { openRestDoor, type RestDoor } from './rest-door.ts';

describe('GET /incidents', () => {
  let door: RestDoor;
  afterEach(() => door.close());

  it('tells the last incidents as the store gives them, and from which share a day is a bad one', async () => {
    let asked = 0;
    door = await openRestDoor({
      badRate: 0.4,
      incidents: {
        async latestIncidents(most) {
          asked = most;
          return [{ rule: 'burst', firstAt: Date.UTC(2026, 10, 22, 8), lastAt: Date.UTC(2026, 10, 22, 9) }];
        },
      },
    });
    assert.deepEqual(await (await door.ask('/incidents')).json(), {
      bad_rate_threshold: 0.4,
      incidents: [
        { rule: 'burst', first_at: '2026-11-22T08:00:00.000Z', last_at: '2026-11-22T09:00:00.000Z' },
      ],
    });
    assert.equal(asked, 20);
  });

  it('tells of none where there was none', async () => {
    door = await openRestDoor();
    const { incidents } = (await (await door.ask('/incidents')).json()) as { incidents: unknown[] };
    assert.deepEqual(incidents, []);
  });
});
