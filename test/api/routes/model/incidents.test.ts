import assert from 'node:assert/strict';
import { openRestDoor, problemOf, type RestDoor } from '../../rest-door.ts';

const NO_INCIDENTS = {
  findIncident: async () => undefined,
  latestIncidents: async () => [],
  tallyIn: async () => ({ up: 0, down: 0 }),
  correctionsIn: async () => ({ negative: 0, neutral: 0, positive: 0 }),
};

describe('GET /incidents', () => {
  let door: RestDoor;
  afterEach(() => door.close());

  it('tells the last incidents as the store gives them, which of them last, and from which share a day is a bad one', async () => {
    let asked = 0;
    door = await openRestDoor({
      badRate: 0.4,
      isOpen: ({ rule }) => rule === 'rate',
      incidents: {
        ...NO_INCIDENTS,
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

describe('GET /incidents/{id}', () => {
  let door: RestDoor;
  afterEach(() => door.close());

  it('tells when it was, the votes in it, what people say is right, and what had changed', async () => {
    const incident = {
      rule: 'drift' as const,
      firstAt: Date.UTC(2026, 10, 21),
      lastAt: Date.UTC(2026, 10, 22),
    };
    const change = { feature: 'neutral' as const, before: 0.2, now: 0.5, psi: 0.4 };
    const spans: object[] = [];
    door = await openRestDoor({
      isOpen: () => true,
      incidents: {
        ...NO_INCIDENTS,
        findIncident: async () => ({ ...incident, moved: [{ ...change, p: 0.001, moved: true }] }),
        async tallyIn(span) {
          spans.push({ firstAt: span.firstAt, lastAt: span.lastAt });
          return { up: 1, down: 4 };
        },
        correctionsIn: async () => ({ negative: 3, neutral: 1, positive: 0 }),
      },
    });
    assert.deepEqual(await (await door.ask(`/incidents/drift-${incident.firstAt}`)).json(), {
      id: `drift-${incident.firstAt}`,
      rule: 'drift',
      first_at: '2026-11-21T00:00:00.000Z',
      last_at: '2026-11-22T00:00:00.000Z',
      open: true,
      votes: { up: 1, down: 4 },
      corrections: { negative: 3, neutral: 1, positive: 0 },
      moved: [change],
    });
    assert.deepEqual(spans, [{ firstAt: incident.firstAt, lastAt: incident.lastAt }]);
  });

  it('says 404 for one that is not known, and 422 for what is no id of one', async () => {
    door = await openRestDoor();
    const unknown = await door.ask('/incidents/burst-12');
    assert.equal(unknown.status, 404);
    assert.match((await problemOf(unknown)).detail, /No incident has the id burst-12/);
    assert.equal((await door.ask('/incidents/burst')).status, 422);
  });
});
