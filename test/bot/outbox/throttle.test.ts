import assert from 'node:assert/strict';
import { createThrottle } from '../../../src/bot/outbox/throttle.ts';

const MINUTE = 60_000;

describe('The throttle', () => {
  it('lets one place wait alone, however often it is told to', () => {
    const throttle = createThrottle();
    throttle.refuse('a', 20_000, 0);
    throttle.refuse('a', 30_000, 100);
    assert.equal(throttle.pause(100), 0);
    assert.equal(throttle.atOnce(30), 30);
    assert.deepEqual(throttle.waiting(30_099), ['a']);
    assert.deepEqual(throttle.waiting(30_100), []);
  });

  it('pauses the app when two places are told to wait at a time, and not when they are one after the other', () => {
    const throttle = createThrottle();
    throttle.refuse('a', 1000, 0);
    throttle.refuse('b', 1000, 1000);
    assert.equal(throttle.pause(1000), 0);
    throttle.refuse('c', 25_000, 1500);
    assert.equal(throttle.pause(1500), 25_000);
    assert.equal(throttle.pause(26_500), 0);
  });

  it('tries one call after a pause, and goes on as before once one is taken', () => {
    const throttle = createThrottle();
    throttle.refuse('a', 5000, 0);
    throttle.refuse('b', 5000, 0);
    assert.equal(throttle.atOnce(30), 1);
    throttle.refuse('a', 5000, 5000);
    assert.equal(throttle.pause(5000), 5000);
    throttle.pass('b');
    assert.equal(throttle.atOnce(30), 30);
    assert.deepEqual(throttle.waiting(5001), ['a']);
  });

  it('pauses for twice as long each time when it is told no time, and counts those told together once', () => {
    const throttle = createThrottle();
    const pauses = [0, 10_000, 20_000, 30_000].map((now) => {
      for (const place of ['a', 'b', 'c', 'd']) throttle.refuse(place, 400, now);
      return throttle.pause(now);
    });
    assert.deepEqual(pauses, [1000, 2000, 4000, 8000]);
  });

  it('believes no time that would silence the app for longer than five minutes', () => {
    const throttle = createThrottle();
    for (const place of ['a', 'b']) throttle.refuse(place, 1e12, 0);
    assert.equal(throttle.pause(0), 5 * MINUTE);
    assert.deepEqual(throttle.waiting(5 * MINUTE), []);
    for (let i = 1; i < 50; i++) throttle.refuse('c', 1, i * 10 * MINUTE);
    assert.equal(throttle.pause(490 * MINUTE), 5 * MINUTE);
  });
});
