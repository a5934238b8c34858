// Plays one seed after the other and says how it went. Loaded once the hooks stand.
import { type HistoryOptions, writeHistory } from './history.ts';
import { PostgresStore } from './postgres/store.ts';
import { prepare, type RunResult, run } from './run.ts';
import { type ShapeOptions, shapeOf } from './shapes.ts';
import { shrink } from './shrink.ts';
import { useStore } from './store.ts';

export interface PlayOptions {
  readonly first: number;
  readonly runs: number;
  readonly shape: ShapeOptions;
  readonly timeline: boolean;
  /** Ends with the first that fails, as it is. */
  readonly quick: boolean;
  /** Seconds of processor time that are spent on a shorter history for a seed that fails. */
  readonly shrinkFor: number;
  /** Ends after so many seeds that fail: more would only hide them. */
  readonly failures: number;
  /** Of a PostgreSQL that nobody else uses, to keep everything in; SQLite in memory without it. */
  readonly databaseUrl?: string | undefined;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A part of a history that has not broken the rule so long after the whole did is held to be without it. */
const GRACE = 2 * MINUTE;

/** Milliseconds of processor time. */
const spent = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** @returns whether every rule held. */
export async function play(options: PlayOptions): Promise<boolean> {
  const { first, runs, timeline, quick, databaseUrl } = options;
  const postgres = databaseUrl === undefined ? undefined : new PostgresStore(databaseUrl);
  if (postgres) useStore(postgres);
  await prepare();
  const began = spent();
  let onFailures = 0;
  let lasted = 0;
  let failures = 0;
  let played = 0;
  for (let seed = first; seed < first + runs && failures < options.failures; seed += 1) {
    const shape = shapeOf(seed, options.shape);
    const result = await run(shape);
    lasted += result.lasted;
    played += 1;
    if (timeline) for (const line of result.timeline) say(line);
    if (runs === 1)
      say(`seed ${seed}: ${result.events} events, ${result.timeline.length} lines, hash ${result.hash}`);
    if (result.wrong.length === 0) continue;
    failures += 1;
    say(`\nseed ${seed} breaks: ${result.wrong.join('; ')}`);
    if (quick) break;
    const before = spent();
    await sayShortest(shape, result, options.shrinkFor);
    onFailures += spent() - before;
  }
  const hours = (spent() - began - onFailures) / HOUR;
  const verdict = failures === 0 ? 'no rule was broken' : `${failures} failed`;
  say(
    `${played} histories from seed ${first}: ${(lasted / HOUR).toFixed(1)} virtual hours, ` +
      `${Math.round(lasted / HOUR / hours)} a processor hour; ${verdict}`,
  );
  await postgres?.stop();
  return failures === 0;
}

/** Looks for the shortest history in which it still fails, as long as there is time, and prints it. */
async function sayShortest(shape: HistoryOptions, failed: RunResult, shrinkFor: number): Promise<void> {
  const until = spent() + shrinkFor * 1000;
  const { brokenAt } = failed;
  const enough = brokenAt === undefined ? undefined : brokenAt + GRACE;
  const { history, result } = await shrink(
    writeHistory(shape),
    failed,
    (part) => run(shape, part, enough),
    () => spent() < until,
  );
  say(`shortest history found that does, ${history.length} of ${failed.events} events:`);
  for (const line of result.timeline) say(line);
  say(`again: npm run simulate -- --seed ${shape.seed} --runs 1\n`);
}

const say = (line: string) => process.stdout.write(`${line}\n`);
