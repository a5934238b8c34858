import assert from 'node:assert/strict';
import type { TraceOutbox } from '../../src/feedback/feedback-store.ts';
import type { Trace } from '../../src/feedback/trace.ts';
import { createTraceRelay, type TraceRelayParts } from '../../src/telemetry/relay.ts';
import { prediction, traceOf } from '../feedback/verdicts.ts';
import { readableLog } from './lines.ts';

/** An outbox in memory that hands out two traces at a time and counts how many ask at once. */
function createMemoryOutbox() {
  const waiting: Trace[] = [];
  const outbox = {
    waiting,
    tracesAtOnce: 2,
    asking: 0,
    mostAsking: 0,
    put: (...ids: string[]) => waiting.push(...ids.map((id) => traceOf(id, prediction(), false, 0))),
    async deliver(send: Parameters<TraceOutbox['deliver']>[0]) {
      outbox.asking += 1;
      outbox.mostAsking = Math.max(outbox.asking, outbox.mostAsking);
      try {
        const some = waiting.slice(0, 2);
        if (some.length > 0) await send(some);
        waiting.splice(0, some.length);
        return some.length;
      } finally {
        outbox.asking -= 1;
      }
    },
  };
  return outbox;
}

/** A relay whose telemetry keeps what it is given; `arrived(n)` waits for the n-th trace. */
function setUp(parts: Partial<TraceRelayParts> = {}) {
  const outbox = createMemoryOutbox();
  const { log, lines } = readableLog();
  const seen: string[] = [];
  const waiters: { count: number; resolve: () => void }[] = [];
  const telemetry = {
    trace({ id }: Trace) {
      seen.push(id);
      for (const { count, resolve } of waiters) if (seen.length >= count) resolve();
    },
  };
  const arrived = (count: number) =>
    new Promise<void>((resolve) => {
      waiters.push({ count, resolve });
      if (seen.length >= count) resolve();
    });
  const relay = createTraceRelay({ outbox, telemetry, log, firstRetry: 1, ...parts });
  return { outbox, relay, seen, arrived, lines };
}

describe('The relay of traces', () => {
  it('carries what a crash left in the outbox, all of it and in order', async () => {
    const { outbox, relay, seen, arrived } = setUp();
    outbox.put('1', '2', '3', '4', '5');
    relay.notify();
    await arrived(5);
    await relay.stop();
    assert.deepEqual(seen, ['1', '2', '3', '4', '5']);
    assert.deepEqual(outbox.waiting, []);
  });

  it('asks the outbox once at a time, however often it is notified, and misses nothing', async () => {
    const { outbox, relay, seen, arrived } = setUp();
    for (let i = 0; i < 20; i += 1) {
      outbox.put(`${i}`);
      relay.notify();
      if (i % 3 === 0) await null;
      if (i % 7 === 0) await arrived(i);
    }
    await arrived(20);
    await relay.stop();
    assert.equal(new Set(seen).size, 20);
    assert.equal(outbox.mostAsking, 1);
  });

  it('tries again after a failure, again and again, and says why without the words of the error', async () => {
    let failures = 0;
    const seen: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const telemetry = {
      async trace({ id }: Trace) {
        failures += 1;
        if (failures <= 3) throw new Error('my post');
        seen.push(id);
        resolve();
      },
    };
    const { outbox, relay, lines } = setUp({ telemetry, longestRetry: 2 });
    outbox.put('1');
    relay.notify();
    await promise;
    await relay.stop();
    assert.deepEqual(seen, ['1']);
    assert.deepEqual(
      lines().map(({ level, wait }) => ({ level, wait })),
      [1, 2, 2].map((wait) => ({ level: 'error', wait })),
    );
    assert.doesNotMatch(JSON.stringify(lines()), /my post/);
  });

  it('waits at its stop for what is being carried, and carries nothing after it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const given: string[] = [];
    const telemetry = {
      trace({ id }: Trace) {
        given.push(id);
        return promise;
      },
    };
    const { outbox, relay } = setUp({ telemetry });
    outbox.put('1', '2', '3');
    relay.notify();
    let stopped = false;
    const stopping = relay.stop().then(() => {
      stopped = true;
    });
    await new Promise((next) => setTimeout(next, 5));
    assert.equal(stopped, false);
    resolve();
    await stopping;
    relay.notify();
    await new Promise((next) => setTimeout(next, 5));
    assert.deepEqual(given, ['1', '2']);
    assert.deepEqual(
      outbox.waiting.map(({ id }) => id),
      ['3'],
    );
  });

  it('leaves in the outbox what telemetry does not take in time for the stop', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const telemetry = {
      trace() {
        resolve();
        return new Promise<void>(() => {});
      },
    };
    const { outbox, relay } = setUp({ telemetry, patience: 5 });
    outbox.put('1');
    relay.notify();
    await promise;
    await relay.stop();
    assert.equal(outbox.waiting.length, 1);
    assert.equal(outbox.asking, 0);
  });

  it('tries again when telemetry never says that it has taken a trace', async () => {
    let tries = 0;
    const { promise, resolve } = Promise.withResolvers<void>();
    const telemetry = {
      async trace() {
        tries += 1;
        if (tries < 3) return new Promise<void>(() => {});
        resolve();
      },
    };
    const { outbox, relay, lines } = setUp({ telemetry, limit: 5 });
    outbox.put('1');
    relay.notify();
    await promise;
    await relay.stop();
    assert.equal(outbox.waiting.length, 0);
    assert.equal(lines().length, 2);
  });

  it('can be stopped while it waits to try again', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let tries = 0;
    const outbox = {
      tracesAtOnce: 2,
      deliver() {
        tries += 1;
        resolve();
        return Promise.reject(new Error('no database'));
      },
    };
    const { relay } = setUp({ outbox, firstRetry: 5 });
    relay.notify();
    await promise;
    await relay.stop();
    await new Promise((next) => setTimeout(next, 15));
    assert.equal(tries, 1);
  });
});
