import assert from 'node:assert/strict';
import { createDayWatch } from '../../src/alert/day-watch.ts';
import { createAlertStore } from '../../src/storage/stores/alert-store.ts';
import { onBothDatabases } from '../storage/databases.ts';
import { readableLog } from '../telemetry/lines.ts';
import { castVotes } from './votes.ts';

const HOUR = 60 * 60 * 1000;
const START = 1_700_000_000_000;
const at = (...hours: number[]) => hours.map((hour) => START + hour * HOUR);

onBothDatabases('The watch over the day', (current) => {
  /** Looks once, at an hour. @returns the ids of what it told the log of, and whether a mail waits. */
  async function look(hour: number, mail = false) {
    const { log, lines } = readableLog();
    let mails = 0;
    const watch = createDayWatch({
      store: createAlertStore(current()),
      rule: { rate: 0.3, votes: 10 },
      mail,
      log,
      onMail: () => {
        mails += 1;
      },
      clock: () => START + hour * HOUR,
    });
    watch.notify();
    await watch.stop();
    return { told: lines().map(({ incident }) => incident), mails };
  }

  const badHours = (...hours: number[]) => castVotes(current(), at(...hours));
  const goodHours = (...hours: number[]) => castVotes(current(), at(...hours), { correct: true });

  it('tells once of a day that is bad, however often it looks', async () => {
    await goodHours(1, 1, 1, 1, 1, 1, 1);
    await badHours(2, 2);
    assert.deepEqual((await look(3)).told, []);
    await badHours(3);
    const incident = `rate-${START + (4 - 24) * HOUR}`;
    assert.deepEqual((await look(4)).told, [incident]);
    assert.deepEqual((await look(5)).told, []);
    const row = await createAlertStore(current()).findIncident(incident);
    assert.equal(row?.lastAt, START + 5 * HOUR);
  });

  it('tells again of the next bad day after a good one', async () => {
    await badHours(...Array.from({ length: 10 }, () => 1));
    assert.equal((await look(2)).told.length, 1);
    assert.deepEqual((await look(30)).told, []);
    await badHours(...Array.from({ length: 10 }, () => 60));
    assert.equal((await look(61)).told.length, 1);
  });

  it('tells of a bad day though an incident and votes of a clock that was ahead lie in the future, once', async () => {
    await badHours(...Array.from({ length: 10 }, () => 1000));
    assert.equal((await look(1001)).told.length, 1);
    assert.deepEqual((await look(2)).told, []);
    await badHours(...Array.from({ length: 10 }, () => 3));
    assert.equal((await look(4)).told.length, 1);
    assert.deepEqual((await look(5)).told, []);
  });

  it('leaves a mail when mails are wanted', async () => {
    await badHours(...Array.from({ length: 10 }, () => 1));
    assert.equal((await look(2, true)).mails, 1);
    assert.equal((await look(3, true)).mails, 0);
    const mails = await current().db.selectFrom('mails').select('incident_id').execute();
    assert.equal(mails.length, 1);
  });
});
