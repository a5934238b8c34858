import assert from 'node:assert/strict';
import { mock } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { createBurstWatch } from '../../src/alert/burst-watch.ts';
import type { AlertStore } from '../../src/alert/incident-store.ts';
import { createFeedbackService } from '../../src/feedback/feedback-service.ts';
import { createAlertStore } from '../../src/storage/stores/alert-store.ts';
import { createFeedbackStore } from '../../src/storage/stores/feedback-store.ts';
import { verdict } from '../feedback/verdicts.ts';
import { onBothDatabases } from '../storage/databases.ts';
import { readableLog } from '../telemetry/lines.ts';
import { castVotes } from './votes.ts';

const MINUTE = 60_000;
const START = 1_700_000_000_000;
const at = (...minutes: number[]) => minutes.map((minute) => START + minute * MINUTE);

onBothDatabases('The watch for bursts', (current) => {
  const incidents = async () =>
    (await current().db.selectFrom('incidents').selectAll().orderBy('first_at').execute()).map((row) => [
      (row.first_at - START) / MINUTE,
      (row.last_at - START) / MINUTE,
    ]);

  /** Looks once, as a new process does. @returns the lines it logged, and whether a mail waits. */
  async function look({
    mail = false,
    store = createAlertStore(current()) as Pick<AlertStore, 'inTurn'>,
    now = Number.POSITIVE_INFINITY,
  } = {}) {
    const { log, lines } = readableLog();
    let mails = 0;
    const onMail = () => {
      mails += 1;
    };
    const rule = { count: 3, window: 5 * MINUTE };
    const watch = createBurstWatch({ store, rule, mail, log, onMail, clock: () => now });
    watch.notify();
    await watch.stop();
    return { lines: lines(), mails };
  }

  it('opens one incident of a burst, keeps it while it lasts, and opens another after a quiet window', async () => {
    await castVotes(current(), at(0, 1));
    await look();
    assert.deepEqual(await incidents(), []);
    await castVotes(current(), at(2));
    await look();
    await castVotes(current(), at(7));
    await look();
    await look();
    assert.deepEqual(await incidents(), [[0, 7]]);
    await castVotes(current(), at(13, 14));
    await look();
    assert.deepEqual(await incidents(), [[0, 7]]);
    await castVotes(current(), at(15));
    await look();
    assert.deepEqual(await incidents(), [
      [0, 7],
      [13, 15],
    ]);
  });

  it('counts a 👎 that arrives late', async () => {
    await castVotes(current(), at(0, 4, 8));
    await look();
    assert.deepEqual(await incidents(), []);
    await castVotes(current(), at(2));
    await look();
    assert.deepEqual(await incidents(), [[0, 8]]);
  });

  it('finds, when it starts, what a crash kept it from looking at', async () => {
    await castVotes(current(), at(0));
    await look();
    await castVotes(current(), at(1000, 1001, 1002, 5000));
    await look();
    assert.deepEqual(await incidents(), [[1000, 1002]]);
  });

  it('counts on when a clock that was an hour ahead is put right', async () => {
    await castVotes(current(), at(60));
    await look({ now: at(60)[0]! });
    await castVotes(current(), at(0, 1, 2));
    await look({ now: at(2)[0]! });
    assert.deepEqual(await incidents(), [[0, 2]]);
  });

  it('finds a burst though an incident of a clock that was ahead lies in the future', async () => {
    await castVotes(current(), at(90, 91, 92));
    await look({ now: at(92)[0]! });
    await castVotes(current(), at(3, 4, 5));
    const { lines } = await look({ now: at(5)[0]! });
    assert.equal(lines.length, 1);
    assert.deepEqual(await incidents(), [
      [3, 5],
      [90, 92],
    ]);
  });

  it('finds a burst of a replica whose clock is an hour behind', async () => {
    await castVotes(current(), at(100, 200));
    await look();
    await castVotes(current(), at(140, 141, 142));
    await look({ now: at(200)[0]! });
    assert.deepEqual(await incidents(), [[140, 142]]);
  });

  it('counts one person on one prediction once, however often they change sides', async () => {
    let now = START;
    const feedback = createFeedbackService({
      store: createFeedbackStore(current()),
      hashPerson: (door, id) => `${door}#${id}`,
      keepText: 'all',
      clock: () => (now += 1000),
    });
    const { id: predictionId } = await feedback.record({ verdict, text: 'x', door: 'teams' });
    for (let i = 0; i < 10; i += 1) {
      await feedback.vote({ predictionId, person: 'Ann', correct: i % 2 === 1 });
      await look();
    }
    await feedback.vote({ predictionId, person: 'Ann', correct: false });
    await feedback.vote({ predictionId, person: 'Bob', correct: false });
    await look();
    assert.deepEqual(await incidents(), []);
    await feedback.vote({ predictionId, person: 'Eve', correct: false });
    await look();
    assert.equal((await incidents()).length, 1);
  });

  it('does not count a 👎 that was taken back before the last one landed', async () => {
    let now = START;
    const feedback = createFeedbackService({
      store: createFeedbackStore(current()),
      hashPerson: (door, id) => `${door}#${id}`,
      keepText: 'all',
      clock: () => (now += 1000),
    });
    const { id: predictionId } = await feedback.record({ verdict, text: 'x', door: 'teams' });
    for (const person of ['Ann', 'Bob']) await feedback.vote({ predictionId, person, correct: false });
    await feedback.withdraw({ predictionId, person: 'Ann', correct: false });
    await feedback.vote({ predictionId, person: 'Eve', correct: false });
    await look();
    assert.deepEqual(await incidents(), []);
  });

  it('tells the log once, with how to get mails when there are none', async () => {
    await castVotes(current(), at(0, 1, 2));
    const { lines, mails } = await look();
    const { time: _, ...line } = lines[0];
    assert.deepEqual(line, {
      level: 'warn',
      incident: `burst-${START}`,
      rule: 'burst',
      firstAt: new Date(START).toISOString(),
      lastAt: new Date(START + 2 * MINUTE).toISOString(),
      advice: 'set SMTP_URL, ALERT_FROM and ALERT_TO to get alerts by e-mail',
      msg: 'bad predictions alert',
    });
    assert.equal(lines.length, 1);
    assert.equal(mails, 0);
    assert.deepEqual((await look()).lines, []);
  });

  it('leaves a mail in the outbox with a new incident, and says so', async () => {
    await castVotes(current(), at(0, 1, 2));
    const { lines, mails } = await look({ mail: true });
    assert.equal(mails, 1);
    assert.equal('advice' in lines[0], false);
    const waiting = await current().db.selectFrom('mails').select('incident_id').execute();
    assert.deepEqual(
      waiting.map(({ incident_id }) => incident_id),
      [`burst-${START}`],
    );
    await castVotes(current(), at(3));
    assert.equal((await look({ mail: true })).mails, 0);
  });

  it('reads no history: only what is new and the two hours before', async () => {
    await castVotes(
      current(),
      at(...Array.from({ length: 100 }, (_, i) => i * 3)), // never three in five minutes
    );
    const read: number[] = [];
    const store = createAlertStore(current());
    const counting: Pick<AlertStore, 'inTurn'> = {
      inTurn: (rule, each) =>
        store.inTurn(rule, (turn) =>
          each({
            ...turn,
            async badVotesSince(since) {
              const times = await turn.badVotesSince(since);
              read.push(times.length);
              return times;
            },
          }),
        ),
    };
    await look({ store: counting });
    await castVotes(current(), at(300));
    await look({ store: counting });
    await castVotes(current(), at(301, 302));
    await look({ store: counting });
    await castVotes(current(), at(303));
    await look({ store: counting });
    // The two hours and five minutes before the newest 👎 hold some forty others.
    assert.deepEqual(read, [100, 43, 44, 45]);
  });
});

describe('The watch for bursts', () => {
  it('checks again within a minute though nobody tells it of a vote', async () => {
    mock.timers.enable({ apis: ['setTimeout'] });
    try {
      let checks = 0;
      const store = {
        async inTurn() {
          checks += 1;
          return [] as never;
        },
      };
      const { log } = readableLog();
      const watch = createBurstWatch({ store, rule: { count: 3, window: 5 }, mail: false, log });
      watch.notify();
      await turns();
      mock.timers.tick(60_000);
      await turns();
      assert.equal(checks >= 2, true);
      watch.stop();
    } finally {
      mock.timers.reset();
    }
  });

  it('tries again when the store fails', async () => {
    const { log, lines } = readableLog();
    const { promise, resolve } = Promise.withResolvers<void>();
    let tries = 0;
    const store = {
      async inTurn() {
        tries += 1;
        if (tries === 1) throw new Error('no database');
        resolve();
        return [] as never;
      },
    };
    const watch = createBurstWatch({ store, rule: { count: 3, window: 5 }, mail: false, log });
    watch.notify();
    await promise;
    await watch.stop();
    assert.deepEqual(
      lines().map(({ level, msg }) => [level, msg]),
      [['error', 'checking for bursts of bad predictions failed; retrying']],
    );
  });
});

async function turns() {
  for (let i = 0; i < 10; i += 1) await turn();
}
