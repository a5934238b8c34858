// Stands in for src/clock.ts: virtual time, and chance that follows from the seed.
import type * as Clock from '../../../src/clock.ts';
import { machineHere, schedule, theWorld, type Waiting } from '../time.ts';

type Same = typeof Clock;

export const wallClock: Same['wallClock'] = () => Math.floor(theWorld().now + machineHere().ahead);

export const monotonicClock: Same['monotonicClock'] = () => theWorld().now;

/** Timers are never early, and a little late. */
const late = (milliseconds: number) => Math.max(milliseconds, 0) + machineHere().chance.next();

export const startTimer: Same['startTimer'] = (work, milliseconds) =>
  timer(schedule(late(milliseconds), work));

export const startInterval: Same['startInterval'] = (work, milliseconds) => {
  const repeated = timer(undefined);
  const repeat = () => {
    repeated.waiting = schedule(late(milliseconds), () => {
      repeat();
      work();
    });
  };
  repeat();
  return repeated;
};

interface VirtualTimer {
  waiting: Waiting | undefined;
  unref(): void;
}

const timer = (waiting: Waiting | undefined): VirtualTimer => ({ waiting, unref() {} });

export const stopTimer: Same['stopTimer'] = (stopped) => {
  const waiting = (stopped as VirtualTimer | undefined)?.waiting;
  if (waiting) waiting.run = undefined;
};

export const sleep: Same['sleep'] = (milliseconds, { signal } = {}) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const waiting = schedule(late(milliseconds), resolve);
    signal?.addEventListener('abort', () => {
      waiting.run = undefined;
      reject(signal.reason);
    });
  });

export const nextTurn: Same['nextTurn'] = () =>
  new Promise((resolve) => void schedule(machineHere().chance.next() / 10, resolve));

export const abortAfter: Same['abortAfter'] = (milliseconds) => {
  const ending = new AbortController();
  schedule(late(milliseconds), () => ending.abort(new DOMException('too late', 'TimeoutError')));
  return ending.signal;
};

export const random: Same['random'] = () => machineHere().chance.next();

export const newId: Same['newId'] = () => machineHere().chance.id();
