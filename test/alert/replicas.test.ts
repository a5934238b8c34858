import assert from 'node:assert/strict';
import { createBurstWatch } from '../../src/alert/burst-watch.ts';
import { composeAlert } from '../../src/alert/mail.ts';
import { reportOn } from '../../src/alert/report.ts';
import { createMailRelay, type MailRelayParts } from '../../src/mail/relay.ts';
import { createSmtpMailer } from '../../src/mail/smtp.ts';
import { type Database, openDatabase } from '../../src/storage/engine/database.ts';
import { createAlertStore } from '../../src/storage/stores/alert-store.ts';
import { createMailOutbox } from '../../src/storage/stores/mail-outbox.ts';
import { type Receiver, startReceiver } from '../mail/receiver.ts';
import { createPostgresDatabase, startPostgres } from '../storage/postgres.ts';
import { readableLog } from '../telemetry/lines.ts';
import { castVotes } from './votes.ts';

const START = 1_700_000_000_000;
const WINDOW = 300_000;

describe('Three replicas on one PostgreSQL', () => {
  let databases: Database[];
  let receiver: Receiver;

  before(async function () {
    this.timeout(60_000);
    await startPostgres();
  });

  beforeEach(async () => {
    const databaseUrl = await createPostgresDatabase();
    databases = await Promise.all([1, 2, 3].map(() => openDatabase({ dataDir: 'unused', databaseUrl })));
    receiver = await startReceiver();
  });

  afterEach(async () => {
    await receiver.close();
    await Promise.all(databases.map((database) => database.close()));
  });

  function relayOf(database: Database, log: MailRelayParts['log'], clock = Date.now) {
    const store = createAlertStore(database);
    return createMailRelay({
      outbox: createMailOutbox(database),
      compose: async (id) => {
        const report = await reportOn(id, store);
        return report && composeAlert(report, { withText: false, window: 5, timeZone: 'Europe/Paris' });
      },
      mailer: createSmtpMailer({
        url: receiver.url,
        from: 'bot@airparadis.example',
        to: ['ann@airparadis.example'],
      }),
      log,
      clock,
    });
  }

  /** The alert of each replica, and the lines that all of them log. */
  function replicas() {
    const { log, lines } = readableLog();
    const alerts = databases.map((database) => {
      const store = createAlertStore(database);
      const relay = relayOf(database, log);
      const rule = { count: 3, window: WINDOW };
      const watch = createBurstWatch({ store, rule, mail: true, log, onMail: relay.notify });
      return { watch, relay };
    });
    return {
      notify: () =>
        alerts.flatMap(({ watch, relay }) => [watch, relay]).forEach((task) => void task.notify()),
      async stop() {
        for (const { watch } of alerts) await watch.stop();
        for (const { relay } of alerts) await relay.stop();
      },
      lines,
    };
  }

  it('open one incident and send one mail, although each of them gets a vote and looks', async () => {
    const { notify, stop, lines } = replicas();
    await Promise.all(
      databases.map(async (database, i) => {
        await castVotes(database, [START + i]);
        for (let times = 0; times < 5; times += 1) notify();
      }),
    );
    notify();
    await receiver.received(1);
    notify();
    await stop();
    assert.equal(receiver.mails.length, 1);
    const incidents = await databases[0]!.db.selectFrom('incidents').selectAll().execute();
    assert.deepEqual(incidents, [
      { id: `burst-${START}`, rule: 'burst', first_at: START, last_at: START + 2, moved: null },
    ]);
    assert.equal(lines().filter(({ msg }) => msg === 'bad predictions alert').length, 1);
    assert.equal(lines().filter(({ level }) => level === 'error').length, 0);
  });

  it('send one mail for each of many incidents, whoever sends it', async () => {
    const { notify, stop } = replicas();
    const bursts = Array.from({ length: 12 }, (_, i) => START + i * 2 * WINDOW);
    await castVotes(
      databases[0]!,
      bursts.flatMap((at) => [at, at + 1, at + 2]),
    );
    notify();
    await receiver.received(12);
    await stop();
    const ids = receiver.mails.map(({ messageId }) => messageId);
    assert.deepEqual(
      ids.toSorted(),
      bursts.map((at) => `<burst-${at}@airparadis.example>`),
    );
  });

  it('send the mail of a replica that died with it in its hands, once its lease is over', async () => {
    const [dead, living] = databases as [Database, Database, Database];
    const { log } = readableLog();
    await createAlertStore(dead).inTurn('burst', (turn) =>
      turn.keep({ rule: 'burst', firstAt: START, lastAt: START + 2 }, true),
    );
    const lease = 10 * 60_000;
    await createMailOutbox(dead).claim(START, lease);
    const early = relayOf(living, log, () => START + lease - 1);
    early.notify();
    await early.stop();
    assert.equal(receiver.mails.length, 0);
    const late = relayOf(living, log, () => START + lease);
    late.notify();
    await receiver.received(1);
    await late.stop();
    assert.equal(receiver.mails.length, 1);
  });
});
