// `npm run bench:delivery`: the whole service between a channel that posts and a connector that enforces Teams' limits.
// First 25 posts/s from 50 channels, then a burst of 200 posts/s; every reply is looked for on the wire.
import { availableParallelism, cpus } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { TEAMS_LIMITS } from '../../src/bot/outbox/limits.ts';
import { readCommandLine, refuse } from '../../src/command-line.ts';
import { startConnector } from '../bot/connector.ts';
import { channelPost, nextId } from '../fixtures/activities.ts';
import { posts } from '../fixtures/posts.ts';
import { startService } from './predict.ts';
import { keepSection } from './report.ts';

const CHANNELS = 50;
const STEADY = 25;
const BURST = 200;
/** Milliseconds that the connector takes for a call. */
const CONNECTOR_TAKES = 20;

const USAGE = `npm run bench:delivery -- [options]

Measures how soon replies arrive when channels pour posts in and the connector enforces Teams' limits.

  --seconds N   how long ${STEADY} posts a second come (default: 60)
  --burst N     seconds with ${BURST} posts a second (default: 10)
  --workers N   threads that run the model (default: one a core)
  --write       keep the table in docs/speed.md
`;

const { values } = readCommandLine(USAGE, {
  options: {
    seconds: { type: 'string', default: '60' },
    burst: { type: 'string', default: '10' },
    workers: { type: 'string', default: String(availableParallelism()) },
    write: { type: 'boolean', default: false },
  },
});
const [seconds, burstSeconds, workers] = [values.seconds, values.burst, values.workers].map(Number);
if (!(seconds! > 0 && burstSeconds! > 0 && workers! > 0))
  refuse('--seconds, --burst and --workers take numbers above 0.', USAGE);

const connector = await startConnector({
  delay: CONNECTOR_TAKES,
  thread: TEAMS_LIMITS.thread,
  all: TEAMS_LIMITS.tenant,
});
const service = await startService(workers!);
const threads = Array.from(
  { length: CHANNELS },
  (_, i) => `19:channel-${i}@thread.tacv2;messageid=${nextId()}`,
);

interface Sent {
  readonly id: string;
  readonly thread: string;
  readonly at: number;
  /** Milliseconds until the turn was acknowledged; NaN when it was not. */
  readonly acknowledged: Promise<number>;
}

/** Posts in the threads in turn, evenly, whatever the answers. */
async function pour(rate: number, duration: number): Promise<Sent[]> {
  const sent: Sent[] = [];
  const start = performance.now();
  for (let i = 0; i < rate * duration; i++) {
    const due = start + (i * 1000) / rate;
    if (due > performance.now()) await wait(due - performance.now());
    sent.push(hand(posts[i % posts.length]!, threads[i % CHANNELS]!));
  }
  return sent;
}

function hand(text: string, thread: string): Sent {
  const post = channelPost(text, {
    serviceUrl: connector.url,
    conversation: { id: thread, conversationType: 'channel', isGroup: true },
  });
  const at = Date.now();
  const acknowledged = fetch(`${service.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(post),
  }).then(
    ({ status }) => (status === 200 ? Date.now() - at : Number.NaN),
    () => Number.NaN,
  );
  return { id: post.id as string, thread, at, acknowledged };
}

interface Drained {
  /** Milliseconds from handing a post over to its reply on the wire, sorted. */
  readonly waits: number[];
  readonly lost: number;
  readonly doubled: number;
  readonly swapped: number;
  /** Seconds from the last post until the last reply. */
  readonly drainSeconds: number;
  /** Seconds that a post waited for its verdict, at most. */
  readonly verdictSeconds: number;
  readonly residentMb: number;
  /** Milliseconds of processor time that the service took for a post. */
  readonly processorMs: number;
}

/** Waits until nothing is left to say, looking how long posts wait for their verdicts, and what stands then. */
async function drain(pouring: Promise<Sent[]>): Promise<Drained> {
  const before = processorSeconds(await metrics());
  let verdictSeconds = 0;
  let residentMb = 0;
  let sent: Sent[] | undefined;
  void pouring.then((all) => {
    sent = all;
  });
  for (;;) {
    const figure = await metrics();
    verdictSeconds = Math.max(verdictSeconds, figure('teams_jobs_oldest_seconds'));
    residentMb = Math.max(residentMb, figure('process_resident_memory_bytes') / 1e6);
    const left = figure('teams_jobs_waiting') + figure('teams_orders_waiting');
    if (sent && left === 0) break;
    await wait(200);
  }
  const all = await pouring;
  await Promise.all(all.map(({ acknowledged }) => acknowledged));
  const processorMs = ((processorSeconds(await metrics()) - before) * 1000) / all.length;
  return { ...whatStands(all), verdictSeconds, residentMb, processorMs };
}

type Figure = (name: string) => number;

async function metrics(): Promise<Figure> {
  const figures = await (await fetch(`${service.url}/metrics`)).text();
  return (name) => Number(figures.match(new RegExp(`^${name} (\\S+)$`, 'm'))?.[1] ?? 0);
}

const processorSeconds = (figure: Figure) => figure('process_cpu_seconds_total');

function whatStands(sent: readonly Sent[]) {
  const replied = Map.groupBy(
    connector.by('POST').filter(({ done }) => done),
    ({ activity }) => activity,
  );
  const firsts = sent.map((post) => ({ ...post, reply: replied.get(post.id)?.[0]?.at }));
  const inThreads = Map.groupBy(firsts, ({ thread }) => thread).values();
  const swapped = [...inThreads].flatMap((thread) =>
    thread.filter(({ reply }, i) => i > 0 && reply! < thread[i - 1]!.reply!),
  );
  const waits = firsts.flatMap(({ reply, at }) => (reply === undefined ? [] : reply - at));
  const last = Math.max(...firsts.map(({ reply }) => reply ?? 0));
  return {
    waits: waits.sort((a, b) => a - b),
    lost: sent.filter(({ id }) => !replied.has(id)).length,
    doubled: sent.filter(({ id }) => (replied.get(id)?.length ?? 0) > 1).length,
    swapped: swapped.length,
    drainSeconds: Math.max(0, last - sent.at(-1)!.at) / 1000,
  };
}

const share = (sorted: readonly number[], part: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;

// Warm-up. Each channel is offered fewer answers once, with its tenth; together these cards would pass Teams' limits.
process.stderr.write(`ten posts to each of ${CHANNELS} channels …\n`);
await drain(pour(STEADY, (10 * CHANNELS) / STEADY));
process.stderr.write(`${STEADY} posts/s for ${seconds} s …\n`);
const steadySent = pour(STEADY, seconds!);
const steady = await drain(steadySent);
const turns = (await Promise.all((await steadySent).map(({ acknowledged }) => acknowledged))).sort(
  (a, b) => a - b,
);
process.stderr.write(`${BURST} posts/s for ${burstSeconds} s …\n`);
const burst = await drain(pour(BURST, burstSeconds!));
const tooMany = connector.tooMany;
await service.stop();
await connector.close();

const faults = ({ lost, doubled, swapped }: Drained) => `${lost} / ${doubled} / ${swapped}`;
const table = [
  ['what', `${STEADY} posts/s, ${seconds} s`, `${BURST} posts/s, ${burstSeconds} s`, 'bar'],
  ['---', '--:', '--:', '--:'],
  ['replies', `${steady.waits.length}`, `${burst.waits.length}`, ''],
  ['lost / doubled / out of order in their thread', faults(steady), faults(burst), '0 / 0 / 0'],
  ['turn acknowledged, p50 / p99', `${share(turns, 0.5)} / ${share(turns, 0.99)} ms`, '', ''],
  [
    'arrival to reply on the wire, p50 / p99',
    `${share(steady.waits, 0.5)} / ${share(steady.waits, 0.99)} ms`,
    `${(share(burst.waits, 0.5) / 1000).toFixed(1)} / ${(share(burst.waits, 0.99) / 1000).toFixed(1)} s`,
    '<= 250 ms; limits',
  ],
  [
    'longest wait for a verdict',
    `${steady.verdictSeconds.toFixed(1)} s`,
    `${burst.verdictSeconds.toFixed(1)} s`,
    '',
  ],
  [
    'last reply after the last post',
    `${steady.drainSeconds.toFixed(1)} s`,
    `${burst.drainSeconds.toFixed(1)} s`,
    '',
  ],
  [
    'processor time of the service for a post',
    `${steady.processorMs.toFixed(0)} ms`,
    `${burst.processorMs.toFixed(0)} ms`,
    '',
  ],
  ['most resident memory', `${steady.residentMb.toFixed(0)} MB`, `${burst.residentMb.toFixed(0)} MB`, ''],
]
  .map((row) => `| ${row.join(' | ')} |`)
  .join('\n');

const report = `## Delivery in Teams

Measured by \`npm run bench:delivery\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0]!.model.trim()}, ${availableParallelism()} cores, Node ${process.version},
${workers} inference threads, the embedded store, ${CHANNELS} threads. The connector took ${CONNECTOR_TAKES} ms for a call, enforced Teams' limits (30
requests/s in all, so a burst has to queue) and refused ${tooMany} of ${connector.calls.length} calls; it and the channel ran on the same cores.

${table}
`;
process.stdout.write(report);
if (values.write) await keepSection(report);
const bad = steady.lost + steady.doubled + burst.lost + burst.doubled;
if (bad > 0 || share(steady.waits, 0.99) > 250) process.exitCode = 1;
