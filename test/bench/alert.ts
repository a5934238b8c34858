// What a look for a burst costs after a long history: with 10^3, 10^5 and 10^7 votes in the embedded store, a 👎 lands
// and the watch looks, 200 times; the median look must not take more than twice as long with the longest history.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createBurstWatch } from '../../src/alert/burst-watch.ts';
import { readCommandLine, refuse } from '../../src/command-line.ts';
import { type Database, openDatabase } from '../../src/storage/engine/database.ts';
import { createAlertStore } from '../../src/storage/stores/alert-store.ts';
import { castVotes } from '../alert/votes.ts';

const WARM_UP = 50;
const LOOKS = 200;
const MOST = 2;
const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2026, 0, 1);
const YEAR = 365 * 24 * HOUR;
const USAGE = `npm run bench:alert -- [VOTES…]

Measures what a look for a burst costs after histories of so many votes (default: 1000 100000 10000000).
`;
const { positionals } = readCommandLine(USAGE, { allowPositionals: true });
const sizes = positionals.length > 0 ? positionals.map(Number) : [1e3, 1e5, 1e7];
if (!sizes.every((votes) => votes >= 100)) refuse('VOTES are numbers from 100 on.', USAGE);

/** Votes of a year that ended an hour ago, one in ten a 👎, a hundred on each prediction. */
function fill(file: string, votes: number): void {
  const database = new DatabaseSync(file);
  database.exec(`
    pragma synchronous = off;
    begin;
    with recursive n(i) as (select 0 union all select i + 1 from n where i < ${votes / 100 - 1})
      insert into predictions (id, created_at, door, label, probability, certain, language, truncated, model)
      select printf('%08d', i), 0, 'api', 'positive', 0.9, 1, 'fr', 0, 'm' from n;
    with recursive n(i) as (select 0 union all select i + 1 from n where i < ${votes - 1})
      insert into votes (prediction_id, voter, correct, voted_at)
      select printf('%08d', i / 100), printf('%02d', i % 100), i % 10 > 0,
        ${NOW - HOUR - YEAR} + i * ${YEAR} / ${votes} from n;
    update alert_rules set judged_until = ${NOW - HOUR} where rule = 'burst';
    commit;
  `);
  database.close();
}

interface History {
  readonly votes: number;
  readonly database: Database;
  readonly dataDir: string;
  /** Milliseconds that each look took. */
  readonly times: number[];
}

async function makeHistory(votes: number): Promise<History> {
  const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-bench-'));
  await (await openDatabase({ dataDir })).close();
  fill(join(dataDir, 'feedback.db'), votes);
  return { votes, dataDir, database: await openDatabase({ dataDir }), times: [] };
}

/** A 👎 lands, never the third in five minutes, and the watch looks. */
async function landAndLook({ database, times }: History, i: number): Promise<void> {
  await castVotes(database, [NOW + i * 3 * MINUTE]);
  const watch = createBurstWatch({
    store: createAlertStore(database),
    rule: { count: 3, window: 5 * MINUTE },
    mail: false,
    log: {
      warn() {},
      error(fields) {
        throw new Error(JSON.stringify(fields));
      },
    },
  });
  const started = performance.now();
  watch.notify();
  await watch.stop();
  if (i >= WARM_UP) times.push(performance.now() - started);
}

const histories: History[] = [];
try {
  for (const votes of sizes) histories.push(await makeHistory(votes));
  // In turn, so that whatever else the machine does falls on all of them alike.
  for (let i = 0; i < WARM_UP + LOOKS; i += 1) for (const history of histories) await landAndLook(history, i);
  let shortest: number | undefined;
  for (const { votes, times } of histories) {
    const median = times.toSorted((a, b) => a - b)[LOOKS / 2]!;
    shortest ??= median;
    const ratio = median / shortest;
    process.stdout.write(
      `${votes} votes: ${median.toFixed(2)} ms a look (median), ratio ${ratio.toFixed(2)}\n`,
    );
    if (ratio > MOST) process.exitCode = 1;
  }
} finally {
  for (const { database, dataDir } of histories) {
    await database.close();
    await rm(dataDir, { recursive: true });
  }
}
