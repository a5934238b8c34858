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
});
