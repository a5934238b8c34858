import assert from 'node:assert/strict';
import { createSteadyClock, followClock } from '../../../src/storage/engine/steady-clock.ts';

const MINUTE = 60_000;
const START = 1_700_000_000_000;

/** A clock of a machine that can be set, and time that passes. */
function machine() {
  const time = { passed: 0, ahead: 0 };
  const clock = createSteadyClock(
    () => START + time.passed + time.ahead,
    () => time.passed,
  );
  return {
    time,
    /** @returns milliseconds since the start, after so much time by steps of a second. */
    pass(milliseconds: number) {
      let now = 0;
      for (let step = 0; step < milliseconds; step += 1000) {
        time.passed += 1000;
        now = clock.now() - START;
      }
      return now;
    },
  };
}

describe('The clock of a store', () => {
  it('counts as time passes', () => {
    assert.equal(machine().pass(MINUTE), MINUTE);
  });

  it('goes on when the machine is put back by half an hour, and has made up for it after an hour', () => {
    const { time, pass } = machine();
    pass(MINUTE);
    time.ahead = -30 * MINUTE;
    assert.equal(pass(10_000), MINUTE + 5000);
    assert.equal(pass(60 * MINUTE), time.passed + time.ahead);
  });

  it('takes a jump of an hour forward, and back, for no passing of an hour', () => {
    const { time, pass } = machine();
    time.ahead = 60 * MINUTE;
    assert.equal(pass(10_000), 15_000);
    time.ahead = 0;
    assert.equal(pass(10_000), 20_000);
  });

  it('takes the right date at once, when the machine knew none', () => {
    const { time, pass } = machine();
    time.ahead = 365 * 24 * 60 * MINUTE;
    assert.equal(pass(1000), time.passed + time.ahead);
  });

  it('is the clock of the database, whatever this machine says', async () => {
    let passed = 5;
    const remote = await followClock(
      async () => START,
      () => passed,
    );
    try {
      passed = 1005;
      assert.equal(remote.now(), START + 1000);
    } finally {
      remote.stop();
    }
  });

  it('is not to be had from a database that does not tell it', async () => {
    await assert.rejects(
      followClock(async () => {
        throw new Error('away');
      }),
      /away/,
    );
  });
});
