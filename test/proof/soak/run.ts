// One soak: everybody comes, does what people and programs do, and goes; then what still waits has some minutes.
import { writeFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import { launchChromium } from '../../e2e/chromium.ts';
import { openWindow } from '../../e2e/page-window.ts';
import { startTeams } from './channel.ts';
import type { Told } from './report.ts';
import { startSoaked } from './service.ts';
import { CHANNELS, channelId, createPeople } from './traffic.ts';
import type { Minute, Sample } from './verdict.ts';
import { createWatch } from './watch.ts';

const SEED = 20_261_128;
const MINUTE = 60_000;
const SAMPLE = 10_000;
/** Of fifteen requests, one comes over REST, and of five verdicts there one gets a vote. */
const REST = 1 / 15;
const REST_VOTES = 1 / 5;
/** Each minute the browser leaves the dashboard for the posts, and comes back. */
const VIEWS = ['#posts', '#dashboard'];
/** Milliseconds within which everything that waits at the end must have been worked on and said. */
const PATIENCE = 5 * MINUTE;
/** Milliseconds until a heap snapshot has begun; nothing is answered until it is written. */
const SNAPSHOT_BEGINS = 2000;

export interface SoakOptions {
  /** Folder of the bundle. */
  readonly bundle: string;
  readonly minutes: number;
  /** Posts a second. */
  readonly rate: number;
  readonly postgres: boolean;
  /** Where heap snapshots go, if they are wanted. */
  readonly folder: string;
  readonly heaps: boolean;
  /** What was measured is written there every minute, so that a run that is cut short is not lost. */
  readonly file: string;
}

const say = (line: string) =>
  void process.stderr.write(`${new Date().toISOString().slice(11, 19)} ${line}\n`);

async function send(method: string, address: string, body: object): Promise<unknown> {
  const answer = await fetch(address, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(MINUTE),
  });
  if (!answer.ok) throw new Error(`${method} ${address}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

/** Each channel gets its digest at a minute of its own. */
async function setDigests(url: string, minutes: number): Promise<void> {
  for (let channel = 0; channel < CHANNELS; channel += 1) {
    const due = Date.now() + (2 + (channel * Math.max(0, minutes - 4)) / CHANNELS) * MINUTE;
    const digest = { every: 'day', at: new Date(due).toISOString().slice(11, 16) };
    const address = `${url}/channels/${encodeURIComponent(channelId(channel))}/settings`;
    await send('PUT', address, { ...DEFAULTS, timeZone: 'UTC', digest });
  }
}

export async function runSoak(options: SoakOptions): Promise<Told> {
  const { bundle, minutes: length, rate, postgres, folder, heaps, file } = options;
  const people = createPeople(SEED);
  const teams = await startTeams(people.sees);
  const service = await startSoaked({ folder: bundle, postgres, heaps: heaps ? folder : undefined });
  const { url, program } = service;
  const browser = await launchChromium();
  const window = await openWindow(browser, { viewport: { width: 1280, height: 900 }, deviceScaleFactor: 1 });
  await setDigests(url, length);
  await window.page.goto(`${url}/${VIEWS[1]}`);

  const start = performance.now();
  const elapsed = () => performance.now() - start;
  const { connections, living } = service;
  const watch = createWatch({ url, pid: program.pid, connections, living, elapsed });
  const samples: Sample[] = [];
  const minutes: Minute[] = [];
  const asked = { verdicts: 0, failed: 0, telemetry: 0 };
  let left = 0;
  let code: number | null = null;

  const tell = (): Told => ({
    run: {
      seconds: length * 60,
      samples,
      minutes,
      lost: Math.max(0, teams.waiting - left),
      doubled: teams.counted.doubled,
      left,
      warnings: program.errors().match(/\w*Warning: /g)?.length ?? 0,
    },
    rate,
    minutes: length,
    store: postgres ? 'PostgreSQL' : 'the embedded store',
    counted: teams.counted,
    throttled: teams.connector.tooMany,
    asked,
    mails: service.mails(),
    code,
  });

  /** Calls `work` evenly until the time is over; it is not waited for. */
  async function evenly(every: number, work: (count: number) => unknown): Promise<void> {
    for (let count = 1; count * every <= length * MINUTE; count += 1) {
      const due = count * every - elapsed();
      if (due > 0) await wait(due);
      work(count);
    }
  }

  function handOver(): void {
    const { post, followUp } = people.next();
    void teams.handPost(url, post);
    if (followUp) void teams.handFollowUp(url, followUp);
  }

  async function ask(): Promise<void> {
    asked.verdicts += 1;
    const { id } = (await send('POST', `${url}/predict`, { text: people.text() })) as { id: string };
    if (people.chance() >= REST_VOTES) return;
    const user = `client ${Math.floor(people.chance() * 50)}`;
    await send('POST', `${url}/feedback`, { prediction_id: id, correct: people.agrees(), user });
  }

  async function endMinute(count: number): Promise<void> {
    const minute = teams.minute(count * 60);
    if (minute.posts > 0) minutes.push(minute);
    asked.telemetry += service.telemetry();
    const last = samples.at(-1);
    const figures = Object.entries({ ...last, ...minute }).map(
      ([name, value]) => `${name} ${Math.round(Number(value))}`,
    );
    say(figures.join(', '));
    await writeFile(file, JSON.stringify(tell()));
  }

  say(`${rate} posts/s for ${length} minutes at ${url}, process ${program.pid}`);
  await Promise.all([
    evenly(1000 / rate, handOver),
    evenly(1000 / (rate * REST), () =>
      ask().catch(() => {
        asked.failed += 1;
      }),
    ),
    evenly(SAMPLE, () =>
      watch().then(
        (sample) => samples.push(sample),
        (error: Error) => say(`no sample: ${error.message}`),
      ),
    ),
    evenly(MINUTE, endMinute),
    evenly(MINUTE / 2, (count) => window.page.goto(`${url}/${VIEWS[count % 2]}`).catch(() => {})),
    ...(heaps
      ? [evenly((length * MINUTE) / 3, (third) => third === 1 && process.kill(program.pid, 'SIGUSR2'))]
      : []),
  ]);
  await window.close();
  await browser.close();

  const deadline = elapsed() + PATIENCE;
  do {
    await wait(1000);
    const { jobs, orders } = await watch();
    left = jobs + orders;
  } while (left + teams.waiting !== 0 && elapsed() < deadline);
  if (heaps) {
    process.kill(program.pid, 'SIGUSR2');
    await wait(SNAPSHOT_BEGINS);
    await watch();
  }
  code = await service.stop();
  await teams.connector.close();
  const told = tell();
  await writeFile(file, JSON.stringify(told));
  return told;
}
