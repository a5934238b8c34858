import assert from 'node:assert/strict';
import { type Application, startApplication } from '../../src/application.ts';
import { readConfig } from '../../src/config.ts';
import { BAD_PREDICTION, type Trace } from '../../src/feedback/trace.ts';
import type { Classifier } from '../../src/sentiment/verdict.ts';
import { openDatabase } from '../../src/storage/engine/database.ts';
import { createAlertStore } from '../../src/storage/stores/alert-store.ts';
import { verdict } from '../feedback/verdicts.ts';
import { type Receiver, startReceiver } from '../mail/receiver.ts';
import { temporaryFolder } from '../storage/databases.ts';
import { freePort } from '../storage/free-port.ts';
import { createPostgresDatabase, startPostgres } from '../storage/postgres.ts';
import { readableLog } from '../telemetry/lines.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 2, 9, 14);

for (const kind of ['SQLite', 'PostgreSQL'] as const)
  describe(`The service on ${kind}, when people vote 👎`, () => tellsPeople(kind === 'PostgreSQL'));

function tellsPeople(onPostgres: boolean) {
  const dataDir = temporaryFolder();
  let databaseUrl: string | undefined;
  let application: Application | undefined;
  let receiver: Receiver | undefined;
  let now: number;
  let traces: Trace[];
  let logged: ReturnType<typeof readableLog>;

  before(async function () {
    this.timeout(60_000);
    if (onPostgres) await startPostgres();
  });

  beforeEach(async () => {
    databaseUrl = onPostgres ? await createPostgresDatabase() : undefined;
    now = START;
    traces = [];
    logged = readableLog();
  });

  afterEach(async () => {
    await application?.close();
    await receiver?.close();
  });

  /** Starts the service on the folder of this test, with mails to this port. */
  async function start(smtpPort: number) {
    const classifier: Classifier = {
      model: verdict.model,
      ready: true,
      classify: async () => verdict,
      async close() {},
    };
    const config = readConfig({
      PORT: '0',
      DATA_DIR: dataDir(),
      ...(databaseUrl && { DATABASE_URL: databaseUrl, PEOPLE_KEY: 'k'.repeat(32) }),
      SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
      ALERT_FROM: 'bot@airparadis.example',
      ALERT_TO: 'ann@airparadis.example, bob@airparadis.example',
      PUBLIC_URL: 'https://sentiment.example/',
    });
    application = await startApplication(config, {
      classifier,
      log: logged.log,
      telemetry: { trace: (trace) => void traces.push(trace), exception() {}, async close() {} },
      clock: () => now,
    });
  }

  async function stop() {
    await application!.close();
    application = undefined;
  }

  async function ask(path: string, body: object) {
    const response = await fetch(application!.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert.ok(response.ok, await response.clone().text());
    return response.json() as Promise<{ id: string }>;
  }

  /** A post is judged, and somebody says after a minute that it was judged badly. @returns the prediction's id. */
  async function badPrediction() {
    const { id } = await ask('/predict', { text: 'Trois heures de retard, bravo !' });
    now += MINUTE;
    await ask('/feedback', { prediction_id: id, correct: false, label: 'negative' });
    return id;
  }

  async function threeBadPredictions() {
    return [await badPrediction(), await badPrediction(), await badPrediction()];
  }

  /** What the log says in the end. */
  async function says(message: string) {
    while (!logged.lines().some(({ msg }) => msg === message))
      await new Promise((resolve) => setTimeout(resolve, 5));
  }

  /** The incident as a later look into the store shows it. */
  async function incidentBegunAt(at: number) {
    const database = await openDatabase({ dataDir: dataDir(), databaseUrl });
    const incident = await createAlertStore(database).findIncident(`burst-${at}`);
    await database.close();
    return incident!;
  }

  /** Of each incident, the newest first, whether it lasts. */
  async function openNow() {
    const response = await fetch(`${application!.url}/incidents`);
    const { incidents } = (await response.json()) as { incidents: { open: boolean }[] };
    return incidents.map(({ open }) => open);
  }

  it('leaves three traces and sends one mail about three of them, and it is over after a quiet window', async () => {
    receiver = await startReceiver();
    await start(receiver.port);
    const ids = await threeBadPredictions();
    await receiver.received(1);
    await badPrediction();
    await says('alert mail sent');
    while (traces.length < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    await stop();

    assert.deepEqual(
      traces.map(({ message, properties }) => [message, properties.predictionId]).slice(0, 3),
      ids.map((id) => [BAD_PREDICTION, id]),
    );
    const [mail, ...others] = receiver.mails;
    assert.deepEqual(others, []);
    assert.equal(mail?.subject, 'Air-Paradis : Bad predictions alert');
    for (const id of ids) {
      assert.ok(mail?.text?.includes(`https://sentiment.example/#post/${id}`));
      assert.ok(String(mail?.html).includes(`https://sentiment.example/#post/${id}`));
    }
    assert.match(mail?.text ?? '', /Négatif \/ Negative/);
    assert.doesNotMatch(`${mail?.text}${mail?.html}`, /retard/);
    const incident = await incidentBegunAt(START + MINUTE);
    assert.equal(incident.lastAt, START + 4 * MINUTE);
    now = START + 9 * MINUTE;
    await start(receiver.port);
    assert.deepEqual(await openNow(), [true]);
    now += 1;
    assert.deepEqual(await openNow(), [false]);
  });

  it('sends a mail of its own about another burst after a quiet window', async () => {
    receiver = await startReceiver();
    await start(receiver.port);
    await threeBadPredictions();
    now += 5 * MINUTE;
    await threeBadPredictions();
    await receiver.received(2);
    const ids = receiver.mails.map(({ messageId }) => messageId);
    assert.deepEqual(
      ids.toSorted(),
      [1, 9].map((minute) => `<burst-${START + minute * MINUTE}@airparadis.example>`),
    );
  });

  it('loses and doubles nothing when the mail server is away and the service restarts meanwhile', async function () {
    this.timeout(30_000);
    this.slow(10_000);
    const port = await freePort();
    await start(port);
    await threeBadPredictions();
    await says('alert mail not sent; it stays in the outbox');
    await stop();
    receiver = await startReceiver(port);
    await start(port);
    await receiver.received(1);
    await says('alert mail sent');
    await stop();
    await start(port);
    await badPrediction();
    await stop();
    assert.deepEqual(
      receiver.mails.map(({ messageId }) => messageId),
      [`<burst-${START + MINUTE}@airparadis.example>`],
    );
    const { err } = logged.lines().find(({ msg }) => msg.startsWith('alert mail not sent'));
    assert.match(err.message, /The mail server 127\.0\.0\.1:\d+ could not be reached/);
  });
}
