import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { isBadDay } from '../../src/alert/rate.ts';
import { settingsSchema } from '../../src/config.ts';
import { driftTrace } from '../../src/drift/trace.ts';
import { BAD_PREDICTION, GOOD_PREDICTION } from '../../src/feedback/trace.ts';
import { prepareKql, type Row } from './kql.ts';
import { parseKql, type Syntax } from './kusto.ts';

const INFRA = new URL('../../infra/', import.meta.url);
const queryIn = (name: string) => readFileSync(new URL(name, INFRA), 'utf8');

describe('The alert on a bad day, in Azure', () => {
  const badDay = prepareKql(queryIn('bad-prediction-rate.kql'));
  const rule = {
    rate: settingsSchema.shape.ALERT_RATE.parse(undefined) / 100,
    votes: settingsSchema.shape.ALERT_RATE_VOTES.parse(undefined),
  };

  it('is the rule of this service with its default settings, on 1,000 random days', () => {
    let bad = 0;
    const votes = fc.nat({ max: 30 });
    fc.assert(
      fc.property(votes, votes, (up, down) => {
        const traces = [GOOD_PREDICTION, BAD_PREDICTION].flatMap((message, side) =>
          Array.from({ length: side ? down : up }, (_, i) => trace(i, message, `${side} ${i}`)),
        );
        const expected = isBadDay({ up, down }, rule);
        bad += Number(expected);
        assert.equal(badDay({ traces }).length > 0, expected);
      }),
      { numRuns: 1000, seed: 7 },
    );
    assert.ok(bad > 100 && bad < 900);
  });

  it('counts the side that a person took last', () => {
    const changed = (last: string) =>
      Array.from({ length: 20 }, (_, i) => [
        trace(1, last === BAD_PREDICTION ? GOOD_PREDICTION : BAD_PREDICTION, `v${i}`),
        trace(2, last, `v${i}`),
      ]).flat();
    assert.equal(badDay({ traces: changed(GOOD_PREDICTION) }).length, 0);
    assert.deepEqual(badDay({ traces: changed(BAD_PREDICTION) }), [{ bad: 20, votes: 20 }]);
  });

  it('counts no other message', () => {
    const traces = Array.from({ length: 50 }, (_, i) => trace(i, 'listening', `v${i}`));
    assert.equal(badDay({ traces }).length, 0);
  });
});

function trace(timestamp: number, message: string, vote: string): Row {
  return { timestamp, message, itemId: '', customDimensions: { vote } };
}

describe('The alert on drift, in Azure', () => {
  const drifts = prepareKql(queryIn('drift.kql'));
  const moved = [{ feature: 'language', psi: 0.4, p: 0, moved: true, before: 1, now: 0.5 }] as const;
  const left = (incident: string, at: number): Row => {
    const { message, properties } = driftTrace('id', incident, at, { model: 'm', posts: 500, moved });
    return { timestamp: at, message, itemId: '', customDimensions: properties };
  };

  it('has one row a drift for the traces that the service leaves, delivered twice or not', () => {
    const traces = [
      left('drift-1', 1),
      left('drift-1', 1),
      left('drift-2', 9),
      trace(5, BAD_PREDICTION, 'v'),
    ];
    assert.deepEqual(
      drifts({ traces }).map(({ drift, timestamp }) => [drift, timestamp]),
      [
        ['drift-1', 1],
        ['drift-2', 9],
      ],
    );
  });

  it('is quiet without one', () => {
    assert.deepEqual(drifts({ traces: [trace(1, 'posts drift alert', 'v')] }), []);
  });
});

describe('The alert on the service itself', () => {
  const unwell = prepareKql(queryIn('service-health.kql'));
  const answers = (count: number, status = 200, duration = 20, name = 'POST /predict'): Row[] =>
    Array.from({ length: count }, () => ({ name, resultCode: String(status), duration }));
  const fires = (...rows: Row[][]) => unwell({ requests: rows.flat() }).length > 0;

  it('is quiet while the service answers well', () => {
    assert.equal(fires(answers(15)), false);
  });

  it('fires when nobody was answered', () => {
    assert.equal(fires(), true);
  });

  it('fires when more than one answer in twenty is a failure, and three at least', () => {
    assert.equal(fires(answers(40), answers(3, 503)), true);
    assert.equal(fires(answers(57), answers(3, 500)), false);
    assert.equal(fires(answers(4), answers(2, 500)), false);
    assert.equal(fires(answers(40), answers(40, 429)), false);
  });

  it('fires when the slowest hundredth took more than two seconds', () => {
    assert.equal(fires(answers(98), answers(2, 200, 2001)), true);
    assert.equal(fires(answers(99), answers(1, 200, 2001)), false);
    assert.equal(fires(answers(98), answers(2, 200, 2000)), false);
  });

  it('leaves an export its time', () => {
    assert.equal(fires(answers(15), answers(5, 200, 60_000, 'GET /export')), false);
  });
});

describe('The alert on what the service calls', () => {
  const failing = prepareKql(queryIn('service-calls.kql'));
  const calls = (count: number, type: string, success = 'True'): Row[] =>
    Array.from({ length: count }, () => ({ type, success }));

  it('names the kind of call of which more than one in twenty failed, and three at least', () => {
    const dependencies = [
      ...calls(900, 'postgresql'),
      ...calls(3, 'postgresql', 'False'),
      ...calls(40, 'Http'),
      ...calls(3, 'Http', 'False'),
      ...calls(2, 'Dependency', 'False'),
    ];
    assert.deepEqual(failing({ dependencies }), [{ type: 'Http', calls: 43, failed: 3 }]);
  });

  it('is quiet while nothing is called', () => {
    assert.deepEqual(failing({ dependencies: [] }), []);
  });
});

describe('Every alert query', () => {
  const queries = [
    'bad-predictions.kql',
    'bad-prediction-rate.kql',
    'drift.kql',
    'service-health.kql',
    'service-calls.kql',
  ];

  it('uses nothing that Azure refuses in a rule that runs every minute', () => {
    for (const name of queries) {
      const kinds = kindsIn(parseKql(queryIn(name)));
      for (const refused of ['TakeOperator', 'SearchOperator', 'UnionOperator'])
        assert.equal(kinds.has(refused), false, `${name} has a ${refused}`);
    }
  });

  it('is refused here when it names a column that there is not', () => {
    assert.throws(() => parseKql('traces | where sentiment == "negative"'), /sentiment/);
  });
});

function kindsIn(node: Syntax): Set<string> {
  return new Set([node.kind, ...node.children.flatMap((child) => [...kindsIn(child)])]);
}
