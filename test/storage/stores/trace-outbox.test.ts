import assert from 'node:assert/strict';
import type { Trace } from '../../../src/feedback/trace.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { prediction, traceOf } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

onBothDatabases('The outbox of traces', (current) => {
  const store = () => createFeedbackStore(current());

  /** Votes that leave traces, the one at time `i` with id `t<i>`. */
  async function waiting(count: number): Promise<Trace[]> {
    const made = prediction();
    const one = store();
    await one.addPrediction(made);
    const traces = Array.from({ length: count }, (_, i) => traceOf(`t${i}`, made, false, i));
    for (const trace of traces.toReversed())
      await one.castVote(made.id, trace.id, () => ({
        vote: { predictionId: made.id, voter: trace.id, correct: false, correction: null, votedAt: trace.at },
        trace,
      }));
    return traces;
  }

  it('hands traces out as they were stored, oldest first, and once', async () => {
    const traces = await waiting(3);
    const seen: Trace[] = [];
    const send = (some: readonly Trace[]) => void seen.push(...some);
    assert.equal(await store().deliver(send), 3);
    assert.deepEqual(seen, traces);
    assert.equal(await store().deliver(send), 0);
    assert.equal(seen.length, 3);
  });

  it('does not call when nothing waits', async () => {
    assert.equal(await store().deliver(() => assert.fail()), 0);
  });

  it('keeps what could not be handed out', async () => {
    await waiting(2);
    const failing = store().deliver(() => Promise.reject(new Error('nobody listens')));
    await assert.rejects(failing, /nobody listens/);
    assert.equal(await store().deliver(() => {}), 2);
  });

  it('hands no trace out twice to those who ask at once', async () => {
    await waiting(130);
    const one = store();
    const seen: string[] = [];
    const slowly = async (some: readonly Trace[]) => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      seen.push(...some.map(({ id }) => id));
    };
    await Promise.all([1, 2, 3, 4].map(() => one.deliver(slowly)));
    while ((await one.deliver(slowly)) > 0);
    assert.equal(seen.length, 130);
    assert.equal(new Set(seen).size, 130);
  });

  it('lets people vote while traces are being handed out', async () => {
    await waiting(1);
    const one = store();
    const made = prediction();
    await one.deliver(async () => {
      await one.addPrediction(made);
      await one.castVote(made.id, 'ann', () => ({ vote: null, trace: null }));
    });
    assert.deepEqual(await one.findPrediction(made.id), made);
  });
});
