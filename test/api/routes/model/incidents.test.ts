import assert from 'node:assert/strict';
import { openRestDoor, type RestDoor } from '../../rest-door.ts';

describe('GET /incidents', () => {
  let door: RestDoor;
  afterEach(() => door.close());

  it('tells the last incidents as the store gives them, which of them last, and from which share a day is a bad one', async () => {
    let asked = 0;
    door = await openRestDoor({
      badRate: 0.4,
      isOpen: ({ rule }) => rule === 'rate',
      incidents: {
        findIncident: async () => undefined,
        async latestIncidents(most) {
          asked = most;
          return [
            { rule: 'rate', firstAt: Date.UTC(2026, 10, 21, 10), lastAt: Date.UTC(2026, 10, 22, 10) },
            { rule: 'burst', firstAt: Date.UTC(2026, 10, 22, 8), lastAt: Date.UTC(2026, 10, 22, 9) },
          ];
        },
      },
    });
    assert.deepEqual(await (await door.ask('/incidents')).json(), {
      bad_rate_threshold: 0.4,
      incidents: [
        {
          id: `rate-${Date.UTC(2026, 10, 21, 10)}`,
          rule: 'rate',
          first_at: '2026-11-21T10:00:00.000Z',
          last_at: '2026-11-22T10:00:00.000Z',
          open: true,
        },
        {
          id: `burst-${Date.UTC(2026, 10, 22, 8)}`,
          rule: 'burst',
          first_at: '2026-11-22T08:00:00.000Z',
          last_at: '2026-11-22T09:00:00.000Z',
          open: false,
        },
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
