// `npm run proof`: the bundle as it is delivered, three replicas of it, with everything around it that it talks to; a bad
// day from the first 👎 to the mail and the end of the incident, and then each part away and back. Takes three minutes.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from 'playwright-core';
import { fr } from '../../src/web/texts/page-texts.ts';
import { postInChannel } from '../e2e/channel-post.ts';
import { launchChromium } from '../e2e/chromium.ts';
import { eventually } from '../e2e/eventually.ts';
import { openWindow } from '../e2e/page-window.ts';
import { type Playground, startPlayground } from '../e2e/playground.ts';
import { openTeams, type TeamsWindow } from '../e2e/teams-window.ts';
import { prepareKql } from '../infra/kql.ts';
import { post, type Replica, startReplica } from './replicas.ts';
import { createReport } from './report.ts';
import { type Absentable, type ArrivedTrace, startSurroundings } from './surroundings.ts';

/** The shortest that the service takes, to see an incident end soon. */
const WINDOW_MINUTES = 1;
const AWAY = 3000;
const POSTS = [
  'Équipage adorable, départ à l’heure : merci Air Paradis 😊',
  'Trois heures de retard et personne pour nous renseigner, merci bien',
  'Worst flight of my life: they lost my suitcase 😡',
];
const SUBJECT = 'Air-Paradis : Bad predictions alert';

const azureAlert = prepareKql(
  readFileSync(new URL('../../infra/bad-predictions.kql', import.meta.url), 'utf8'),
);
/** What the alert in Azure says of these traces. */
const alertsOn = (arrived: readonly ArrivedTrace[]) =>
  azureAlert({
    traces: arrived.map(({ time, message, properties }) => ({
      timestamp: Date.parse(time),
      message,
      itemId: '',
      customDimensions: properties,
    })),
  });

const report = createReport(
  `The bundle (\`dist/\`), three replicas of it on one PostgreSQL, with a real mail server, an ingestion endpoint over TLS in the
place of Application Insights, the Agents Playground in the place of Teams, and Chromium. \`ALERT_WINDOW\` is ${WINDOW_MINUTES} minute in
place of 5, to see an incident end; every other setting is the default.`,
);

describe('The bundle, from the first 👎 to the end of the incident, and through everything that can go away', function () {
  this.timeout(180_000);
  this.slow(180_000);

  let around: Awaited<ReturnType<typeof startSurroundings>>;
  let replicas: Replica[];
  let playground: Playground;
  let browser: Browser;
  let teams: TeamsWindow;
  let settings: Record<string, string>;
  /** Votes that a client was told are kept, as `prediction voter`. */
  const acknowledged = new Set<string>();
  let voters = 0;

  const first = () => replicas[0]!.url;
  const start = (name: string) => startReplica(name, around.folder, settings);
  const distinct = (values: readonly string[]) => new Set(values).size;
  const arrivals = () => around.telemetry.traces();
  const traceIds = () => arrivals().map(({ properties }) => properties.traceId);
  const repeats = () => traceIds().length - distinct(traceIds());
  const count = async (table: string) =>
    Number((await around.database.rows(`select count(*) as n from ${table}`))[0]!.n);
  const incidents = async () =>
    ((await (await fetch(`${first()}/incidents`)).json()) as { incidents: { last_at: string }[] }).incidents;

  before(async () => {
    around = await startSurroundings();
    settings = {
      DATABASE_URL: around.database.url,
      PEOPLE_KEY: 'proof'.repeat(8),
      ALERT_WINDOW: String(WINDOW_MINUTES),
      SMTP_URL: around.mail.url,
      ALERT_FROM: 'bot@airparadis.example',
      ALERT_TO: 'ann@airparadis.example',
      PUBLIC_URL: 'https://sentiment.example',
      APPLICATIONINSIGHTS_CONNECTION_STRING: around.telemetry.connectionString,
      APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
      NODE_EXTRA_CA_CERTS: around.telemetry.certificate,
    };
    replicas = [await start('replica 1'), await start('replica 2'), await start('replica 3')];
    playground = await startPlayground({ botEndpoint: `${first()}/api/messages` });
    browser = await launchChromium();
    teams = await openTeams(browser, playground.url);
  });

  after(async () => {
    await browser?.close();
    await playground?.stop();
    for (const { program } of replicas ?? []) await program.stop();
    await around?.stop();
  });

  /** Somebody new votes on a new prediction, through whichever replica answers. */
  async function vote(correct: boolean): Promise<void> {
    const begin = voters;
    const user = `voter ${++voters}`;
    const { id } = await post(replicas, begin, '/predict', { text: POSTS[begin % POSTS.length]! });
    await post(replicas, begin, '/feedback', { prediction_id: id, correct, user });
    acknowledged.add(`${id} ${user}`);
  }

  async function votes(number: number, correct = true): Promise<void> {
    for (let i = 0; i < number; i += 1) await vote(correct);
  }

  /** Everything that was acknowledged is in the store once, and has arrived as a trace once it can. */
  async function reconcile(): Promise<void> {
    assert.equal(await count('votes'), acknowledged.size, 'votes in the store');
    await eventually(
      () => (distinct(traceIds()) >= acknowledged.size ? true : undefined),
      () => `${distinct(traceIds())} of ${acknowledged.size} traces have arrived`,
    );
    await eventually(
      async () => ((await count('traces')) === 0 ? true : undefined),
      () => 'traces wait in the outbox that have arrived',
    );
    assert.equal(distinct(traceIds()), acknowledged.size, 'different traces');
    const stored = await around.database.rows('select prediction_id from votes');
    const arrived = around.telemetry.traces().map(({ properties }) => properties.predictionId);
    assert.deepEqual(
      [...new Set(arrived)].sort(),
      stored.map((row) => String(row.prediction_id)).sort(),
      'the predictions voted on',
    );
    report.saw(
      `${acknowledged.size} votes acknowledged, ${acknowledged.size} in the store, ${distinct(traceIds())} different traces arrived, ` +
        `${repeats()} of them twice; ${around.mail.mails().length} mails`,
    );
    // A replica that is cut off between Application Insights' answer and its own note of it sends the trace again: as
    // itself, so that no alert counts it twice.
    const once = new Map(arrivals().map((trace) => [trace.properties.traceId, trace]));
    for (const trace of arrivals())
      assert.deepEqual(trace, once.get(trace.properties.traceId), 'a repeated trace');
    assert.deepEqual(alertsOn(arrivals()), alertsOn([...once.values()]), 'alerts on repeated traces');
  }

  /** Takes a part away, has people vote meanwhile, and brings it back. */
  async function without(part: Absentable, meanwhile: () => Promise<void>): Promise<void> {
    await part.leave();
    await meanwhile();
    await sleep(AWAY);
    await part.comeBack();
  }

  it('takes three 👎 in a channel, each from the card under the post', async () => {
    report.chapter('A bad day');
    await teams.open('Avis voyageurs');
    for (const text of POSTS) {
      await postInChannel({ teams, playground }, text, 'fr-FR');
      const card = teams.thread(text).locator('.ac-adaptiveCard');
      await card.getByRole('button', { name: '👎' }).click();
      await card.getByText(/👍 0 .+ · 👎 1 /).waitFor();
    }
    await teams.picture('proof-channel');
    const stored = await around.database.rows('select prediction_id, voter from votes where not correct');
    assert.equal(stored.length, 3);
    for (const { prediction_id, voter } of stored) acknowledged.add(`${prediction_id} ${voter}`);
    report.saw('three posts in a channel of the Playground answered with a card, 👎 pressed under each');
  });

  it('sends three traces, with the exact message', async () => {
    await eventually(
      () => (around.telemetry.traces().length >= 3 ? true : undefined),
      () => `${around.telemetry.traces().length} traces have arrived`,
    );
    const traces = around.telemetry.traces();
    assert.deepEqual(
      traces.map(({ message, properties }) => [message, properties.door]),
      Array(3).fill(['Mauvaise pr\u00e9diction', 'teams']),
    );
    report.saw('three traces `Mauvaise prédiction` decoded, one for each prediction, accents in NFC');
  });

  it('sends one mail, which names the three predictions in both of its parts', async () => {
    const mail = await eventually(
      () => around.mail.mails()[0],
      () => 'no mail has come',
    );
    assert.equal(mail.subject, SUBJECT);
    for (const { prediction_id: id } of await around.database.rows('select prediction_id from votes'))
      for (const part of [mail.text, mail.html]) assert.ok(String(part).includes(String(id)), `${id}`);
    for (const text of POSTS) assert.ok(!`${mail.text}${mail.html}`.includes(text), 'the mail holds a post');
    assert.equal(around.mail.mails().length, 1);
    report.saw(`one mail received and read: \`${SUBJECT}\`, three predictions in text and HTML, no post`);
  });

  it('shows the incident on the dashboard', async () => {
    const window = await openWindow(browser, { viewport: { width: 860, height: 1180 } });
    await window.page.goto(`${replicas[1]!.url}/#dashboard`);
    await window.page
      .getByText(new RegExp(`^${fr.dashboard.incident.burst} · .+ · ${fr.dashboard.ongoing}$`))
      .waitFor();
    await window.picture('proof-dashboard');
    await window.close();
    assert.equal((await incidents()).length, 1);
    report.saw('one incident on the dashboard of another replica, in Chromium, marked as ongoing');
  });

  it('keeps what people say while the database is away, as soon as it is back', async () => {
    report.chapter('Away and back');
    await votes(5);
    let waiting: Promise<void> | undefined;
    await without(around.database, async () => {
      assert.equal((await fetch(`${first()}/readyz`)).status, 503);
      waiting = votes(5);
    });
    await waiting;
    report.saw(
      'database stopped for 3 s: `/readyz` answered 503; who got no answer asked again until there was one',
    );
    await reconcile();
  });

  it('sends the traces of votes that were given while the ingestion endpoint was away', async () => {
    await without(around.telemetry, () => votes(5));
    report.saw(
      'ingestion endpoint closed: five votes acknowledged meanwhile, their traces arrived once it was back',
    );
    await reconcile();
  });

  it('goes on when one replica of three is killed, while votes pour in', async () => {
    const pouring = Promise.all(Array.from({ length: 6 }, () => votes(5)));
    await sleep(500);
    await replicas[2]!.program.kill();
    await pouring;
    replicas[2] = await start('replica 3');
    await votes(3);
    report.saw('replica 3 killed with SIGKILL among 30 votes of six clients, and started again');
    await reconcile();
  });

  it('has let the incident end, after a quiet window', async () => {
    const { last_at } = (await incidents())[0]!;
    const quiet = Date.parse(last_at) + WINDOW_MINUTES * 60_000 + 1000 - Date.now();
    if (quiet > 0) await sleep(quiet);
    assert.equal((await incidents()).length, 1);
    const window = await openWindow(browser, { viewport: { width: 860, height: 1180 } });
    await window.page.goto(`${replicas[1]!.url}/#dashboard`);
    await window.page
      .getByText(new RegExp(`^${fr.dashboard.incident.burst} · .+ · ${fr.dashboard.closed}$`))
      .waitFor();
    await window.close();
    report.saw(
      'no 👎 for a window: the dashboard says that the incident is closed, and what comes next is another one',
    );
  });

  it('sends one mail of the next incident, although the mail server was away when it began', async () => {
    const before = repeats();
    await without(around.mail, () => votes(3, false));
    await eventually(
      () => (around.mail.mails().length >= 2 ? true : undefined),
      () => `${around.mail.mails().length} mails have come`,
    );
    report.saw(
      'mail server closed while three 👎 came: a second incident, its mail received once it was back',
    );
    await sleep(AWAY);
    const ids = around.mail.mails().map(({ messageId }) => messageId);
    assert.equal(ids.length, 2);
    assert.equal(distinct(ids.map(String)), 2);
    assert.equal((await incidents()).length, 2);
    await reconcile();
    assert.equal(repeats(), before, 'traces that came twice although nothing was cut off');
  });

  it('has sent nothing that anybody wrote, and no name', () => {
    const sent = JSON.stringify(around.telemetry.items());
    for (const secret of [...POSTS, 'voter', 'Camille', 'camille']) {
      const found = secret === 'voter' ? /voter \d/.test(sent) : sent.includes(secret);
      assert.equal(found, false, secret);
    }
    report.saw(`${around.telemetry.items().length} items of telemetry searched: no text of a post, no name`);
  });

  it('leaves with exit code 0, and is told in docs/proof.md', async () => {
    for (const { program } of replicas) assert.equal(await program.stop(), 0, program.errors());
    report.saw('all replicas ended with exit code 0');
    await report.write();
  });
});
