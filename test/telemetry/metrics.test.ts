import assert from 'node:assert/strict';
import type { Classifier } from '../../src/sentiment/verdict.ts';
import { createMetrics } from '../../src/telemetry/metrics.ts';
import { prediction, traceOf, verdict } from '../feedback/verdicts.ts';

const TIMING = { tokenise: 1, queue: 4, inference: 20 };

describe('the metrics', () => {
  const classifier: Classifier = {
    model: 'm',
    ready: true,
    async classify(_post, options) {
      options?.onTiming?.(TIMING);
      return verdict;
    },
    close: async () => {},
  };

  it('count verdicts and votes by what they are and where they come from', async () => {
    const metrics = createMetrics();
    metrics.countVerdict({ verdict, door: 'teams' });
    metrics.countVerdict({ verdict, door: 'teams' });
    metrics.countVote(traceOf('t', prediction(), false, 0));
    const text = await metrics.text();
    assert.match(
      text,
      /sentiment_verdicts_total\{label="positive",door="teams",language="fr",certain="true"\} 2/,
    );
    assert.match(text, /sentiment_votes_total\{correct="false",door="teams",label="positive"\} 1/);
    assert.match(text, /sentiment_probability_bucket\{le="0.9"\} 0/);
    assert.match(text, /sentiment_probability_bucket\{le="1"\} 2/);
  });

  it('time a post, in the queue and in inference, and tell whoever else wanted to know', async () => {
    const metrics = createMetrics();
    const told: unknown[] = [];
    const onTiming = (timing: unknown) => void told.push(timing);
    assert.equal(await metrics.timeVerdicts(classifier).classify('a', { onTiming }), verdict);
    assert.deepEqual(told, [TIMING]);
    const text = await metrics.text();
    assert.match(text, /sentiment_queue_seconds_sum 0.004/);
    assert.match(text, /sentiment_inference_seconds_bucket\{le="0.01"\} 0/);
    assert.match(text, /sentiment_inference_seconds_bucket\{le="0.025"\} 1/);
  });

  it('know how many posts are in hand, also when one fails', async () => {
    const metrics = createMetrics();
    const { promise, reject } = Promise.withResolvers<never>();
    const waiting = metrics.timeVerdicts({ ...classifier, classify: () => promise }).classify('a');
    assert.match(await metrics.text(), /^sentiment_posts_in_hand 1$/m);
    reject(new Error('no verdict'));
    await assert.rejects(waiting, /no verdict/);
    assert.match(await metrics.text(), /^sentiment_posts_in_hand 0$/m);
  });

  it('leave the classifier as it was otherwise', () => {
    const timed = createMetrics().timeVerdicts(classifier);
    assert.equal(timed.model, 'm');
    assert.equal(timed.ready, true);
  });

  it('leave out a number that cannot be had, and keep the others', async () => {
    const metrics = createMetrics();
    metrics.gauge('things', 'Some things.', () => Promise.reject(new Error('the store is away')));
    const text = await metrics.text();
    assert.match(text, /^things Nan$/m);
    assert.match(text, /^sentiment_posts_in_hand 0$/m);
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
    assert.match(text, /^teams_jobs_waiting 3$/m);
    assert.match(text, /^teams_jobs_oldest_seconds 6\d(?:\.\d+)?$/m);
    assert.match(text, /^teams_orders_oldest_seconds 0$/m);
  });

  it('go on without what waits while the store is away', async () => {
    const metrics = createMetrics();
    metrics.showWaiting(() => Promise.reject(new Error('away')));
    assert.match(await metrics.text(), /process_cpu_seconds_total/);
  });
});
