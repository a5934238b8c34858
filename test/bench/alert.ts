// What a look for a burst costs after a long history: with 10^3, 10^5 and 10^7 votes in the embedded store, a 👎 lands
// and the watch looks, 200 times; the median look must not take more than twice as long with the longest history.
//
//     npm run bench:alert [-- VOTES...]
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createBurstWatch } from '../../src/alert/burst-watch.ts';
import { createAlertStore } from '../../src/storage/alert-store.ts';
import { openDatabase } from '../../src/storage/database.ts';
import { castVotes } from '../alert/votes.ts';

const LOOKS = 200;
const MOST = 2;
const HOUR = 60 * 60 * 1000;
const NOW = Date.UTC(2026, 0, 1);
const YEAR = 365 * 24 * HOUR;
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1e3, 1e5, 1e7];

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

/** @returns the milliseconds that each look took, sorted. */
async function measure(votes: number): Promise<number[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-bench-'));
  try {
    await (await openDatabase({ dataDir })).close();
    fill(join(dataDir, 'feedback.db'), votes);
    const database = await openDatabase({ dataDir });
    const store = createAlertStore(database);
    const log = {
      warn() {},
      error(fields: object) {
        throw new Error(JSON.stringify(fields));
      },
    };
    const times: number[] = [];
    for (let i = 0; i < LOOKS; i += 1) {
      await castVotes(database, [NOW + i * 3 * 60_000]); // never three within five minutes
      const watch = createBurstWatch({
        store,
        rule: { count: 3, window: 5 * 60_000 },
        mail: false,
        log,
      });
      const started = performance.now();
      watch.notify();
      await watch.stop();
      times.push(performance.now() - started);
    }
    await database.close();
    return times.toSorted((a, b) => a - b);
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

await measure(sizes[0]!); // the code gets warm
let shortest: number | undefined;
for (const votes of sizes) {
  const times = await measure(votes);
  const median = times[LOOKS / 2]!;
  shortest ??= median;
  const ratio = median / shortest;
  process.stdout.write(
    `${votes} votes: median ${median.toFixed(2)} ms, p95 ${times[LOOKS * 0.95]!.toFixed(2)} ms a look, ratio ${ratio.toFixed(2)}\n`,
  );
  if (ratio > MOST) process.exitCode = 1;
}
