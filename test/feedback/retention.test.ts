import assert from 'node:assert/strict';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { createRetention, type RetentionParts } from '../../src/feedback/retention.ts';
import { createMemoryStore } from './memory-store.ts';
import { prediction } from './verdicts.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = 1000 * DAY;

async function setUp(parts: Partial<RetentionParts> = {}) {
  const store = createMemoryStore();
  const young = prediction({ createdAt: NOW - 6 * DAY });
  const voted = prediction({ createdAt: NOW - 8 * DAY });
  const unvoted = prediction({ createdAt: NOW - 8 * DAY });
  const old = prediction({ createdAt: NOW - 31 * DAY });
  for (const each of [young, voted, unvoted, old]) await store.addPrediction(each);
  for (const { id } of [voted, old])
    await store.castVote(id, 'ann', () => ({
      vote: { predictionId: id, voter: 'ann', correct: true, correction: null, votedAt: NOW },
      trace: null,
    }));
  const retention = createRetention({ store, keepText: 'voted', keepDays: 30, clock: () => NOW, ...parts });
  const texts = () => [young, voted, unvoted].map(({ id }) => store.predictions.get(id)?.text !== null);
  return { store, retention, texts, old };
}

describe('The retention', () => {
  it('erases texts that nobody voted on for a week, when voted ones are kept', async () => {
    const { retention, texts } = await setUp();
    assert.equal((await retention.sweep()).texts, 1);
    assert.deepEqual(texts(), [true, true, false]);
  });

  it('erases no text when all are kept', async () => {
    const { retention, texts } = await setUp({ keepText: 'all' });
    assert.equal((await retention.sweep()).texts, 0);
    assert.deepEqual(texts(), [true, true, true]);
  });

  it('erases earlier texts when none is kept any more', async () => {
    const { retention, texts } = await setUp({ keepText: 'none' });
    assert.equal((await retention.sweep()).texts, 3);
    assert.deepEqual(texts(), [false, false, false]);
  });

  it('deletes predictions past their days with their votes', async () => {
    const { retention, store, old } = await setUp({ keepText: 'all' });
    assert.equal((await retention.sweep()).predictions, 1);
    assert.equal(store.predictions.has(old.id), false);
    assert.deepEqual(
      store.votes().map(({ predictionId }) => predictionId === old.id),
      [false],
    );
  });

  it('deletes deliveries after a day, and requests that were kept until now', async () => {
    const asked: [string, number][] = [];
    const remove = (what: string, count: number) => async (before: number) => {
      asked.push([what, before]);
      return count;
    };
    const { retention } = await setUp({
      replies: { deleteDeliveries: remove('deliveries', 5) },
      requests: { deleteRequests: remove('requests', 3) },
    });
    const { deliveries, requests } = await retention.sweep();
    assert.deepEqual([deliveries, requests], [5, 3]);
    assert.deepEqual(asked, [
      ['deliveries', NOW - DAY],
      ['requests', NOW],
    ]);
  });

  it('forgets places where nobody was heard for as many days', async () => {
    const asked: number[] = [];
    const conversations = {
      async deleteConversations(before: number) {
        asked.push(before);
        return 4;
      },
    };
    const { retention } = await setUp({ conversations });
    assert.equal((await retention.sweep()).conversations, 4);
    assert.deepEqual(asked, [NOW - 30 * DAY]);
  });

  it('deletes incidents past their days', async () => {
    const asked: number[] = [];
    const incidents = {
      async deleteIncidents(before: number) {
        asked.push(before);
        return 2;
      },
    };
    const { retention } = await setUp({ incidents });
    assert.equal((await retention.sweep()).incidents, 2);
    assert.deepEqual(asked, [NOW - 30 * DAY]);
  });

  it('sweeps at start and again after each interval until it is stopped, and logs what it removed', async () => {
    const lines = new PassThrough({ objectMode: true });
    const log = { info: (swept: object) => lines.write(swept), warn: assert.fail, error: assert.fail };
    const { retention, store } = await setUp({ log, interval: 5 });
    retention.start();
    assert.deepEqual(await once(lines, 'data'), [
      {
        texts: 1,
        predictions: 1,
        deliveries: 0,
        requests: 0,
        conversations: 0,
        members: 0,
        unreadable: 0,
        incidents: 0,
      },
    ]);
    await store.addPrediction(prediction({ createdAt: NOW - 8 * DAY }));
    assert.deepEqual(await once(lines, 'data'), [
      {
        texts: 1,
        predictions: 0,
        deliveries: 0,
        requests: 0,
        conversations: 0,
        members: 0,
        unreadable: 0,
        incidents: 0,
      },
    ]);
    await retention.stop();
    lines.on('data', assert.fail);
    await store.addPrediction(prediction({ createdAt: NOW - 8 * DAY }));
    await new Promise((resolve) => setTimeout(resolve, 25));
  });

  it('removes nothing while the clock is not trusted, and says so', async () => {
    const lines = new PassThrough({ objectMode: true });
    const log = { info: assert.fail, warn: (fields: object) => lines.write(fields), error: assert.fail };
    const { retention, store, old } = await setUp({ log, leap: { isTrusted: async () => false } });
    retention.start();
    assert.deepEqual(await once(lines, 'data'), [{ now: NOW }]);
    assert.ok(store.predictions.has(old.id));
    await retention.stop();
  });

  it('logs a sweep that failed and tries again', async () => {
    const lines = new PassThrough({ objectMode: true });
    const failure = new Error('disk full');
    let failures = 0;
    const { retention } = await setUp({
      interval: 5,
      log: {
        info: (swept) => lines.write(swept),
        warn: assert.fail,
        error: (fields) => lines.write(fields),
      },
      replies: {
        async deleteDeliveries() {
          failures += 1;
          if (failures === 1) throw failure;
          return 1;
        },
      },
    });
    retention.start();
    assert.deepEqual(await once(lines, 'data'), [{ err: failure }]);
    const [swept] = await once(lines, 'data');
    assert.equal(swept.deliveries, 1);
    await retention.stop();
  });
});
