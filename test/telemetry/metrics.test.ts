import assert from 'node:assert/strict';
import type { Classifier } from '../../src/sentiment/verdict.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';
import { verdict } from '../feedback/verdicts.ts';

describe('the metrics', () => {
  const classifier: Classifier = {
    model: 'm',
    ready: true,
    classify: async (post) => (post === '' ? null : verdict),
    close: async () => {},
  };

  it('count verdicts by what they are, and posts without one not at all', async () => {
    const metrics = createMetrics();
    const counted = metrics.countVerdicts(classifier);
    assert.equal(await counted.classify('a'), verdict);
    await counted.classify('b');
    assert.equal(await counted.classify(''), null);
    assert.match(
      await metrics.text(),
      /sentiment_verdicts_total\{label="positive",language="fr",certain="true"\} 2/,
    );
  });

  it('leave the classifier as it was otherwise', () => {
    const counted = createMetrics().countVerdicts(classifier);
    assert.equal(counted.model, 'm');
    assert.equal(counted.ready, true);
  });

  it('show a number as it is when they are asked', async () => {
    const metrics = createMetrics();
    let number = 1;
    metrics.gauge('things', 'Some things.', () => number);
    number = 2;
    assert.match(await metrics.text(), /^things 2$/m);
  });

  it('show how much waits for Teams and for how long, and what was given up', async () => {
    const metrics = createMetrics();
    metrics.countGivenUp('late');
    metrics.showWaiting(async () => ({
      jobs: { count: 3, oldest: Date.now() - 60_000 },
      orders: { count: 0, oldest: undefined },
    }));
    const text = await metrics.text();
    assert.match(text, /^teams_given_up_total\{reason="late"\} 1$/m);
    assert.match(text, /^teams_waiting\{queue="jobs"\} 3$/m);
    assert.match(text, /^teams_oldest_seconds\{queue="jobs"\} 6\d(?:\.\d+)?$/m);
    assert.match(text, /^teams_oldest_seconds\{queue="orders"\} 0$/m);
  });

  it('go on without what waits while the store is away', async () => {
    const metrics = createMetrics();
    metrics.showWaiting(() => Promise.reject(new Error('away')));
    assert.match(await metrics.text(), /process_cpu_seconds_total/);
  });
});
