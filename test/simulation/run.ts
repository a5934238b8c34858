// One run of one history: what went wrong, and what happened, line by line.
import { readFileSync } from 'node:fs';
import { openDatabase } from '../../src/storage/engine/database.ts';
import { type HistoryOptions, type WorldEvent, writeHistory } from './history.ts';
import { pathOf } from './hooks.ts';
import { alwaysWrong, wrongInTheEnd } from './invariants.ts';
import { config } from './replica.ts';
import { theStore } from './store.ts';
import { BEGIN, beginWorld, passTime, schedule, theWorld, virtualTurns } from './time.ts';
import { virtualFetch, virtualListening } from './wire.ts';
import { LivingWorld } from './world.ts';

export interface RunResult {
  /** What went wrong, in words; empty when nothing did. */
  readonly wrong: readonly string[];
  /** Of all that was noted: the same for the same history and seed. */
  readonly hash: string;
  readonly timeline: readonly string[];
  /** Virtual milliseconds, without nights. */
  readonly lasted: number;
  /** By the history's time, where something was found wrong before the end. */
  readonly brokenAt: number | undefined;
  readonly events: number;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Until when everything that waits has to be done once the weather is fair: longer than the longest wait for a try. */
const LONGEST_QUIET = 45 * MINUTE;
/** Within so long each replica has looked whether a channel has more negatives than usual. */
const LOOKS_FOR_SPIKES = 6 * MINUTE;

let world: LivingWorld | undefined;

/** Makes the tables, once a process. */
export async function prepare(): Promise<void> {
  Error.stackTraceLimit = 0; // a timeline has messages alone, and where an error came from takes long to find out
  await import('../../src/mail/smtp.ts'); // loaded before there is virtual time, which does not wait for a disk
  virtualTurns();
  virtualListening();
  virtualFetch(() => world!.teams.program);
  beginWorld('tables', () => {});
  let done = false;
  openDatabase({ dataDir: config.DATA_DIR, databaseUrl: config.DATABASE_URL }).then(() => {
    done = true;
  });
  await passTime(BEGIN + 10 * MINUTE, () => done);
  theStore.watchOrders();
}

const MODEL = (
  JSON.parse(readFileSync(pathOf('../../models/production/model.json'), 'utf8')) as { version: string }
).version;

/**
 * @param history that of the options, or a part of it.
 * @param enough once so much of the history's time has passed, what happens later is of no interest.
 */
export async function run(
  options: HistoryOptions,
  history: readonly WorldEvent[] = writeHistory(options),
  enough = Number.POSITIVE_INFINITY,
): Promise<RunResult> {
  const timeline: string[] = [];
  let hash = 0;
  const note = (line: string) => {
    const at = ((theWorld().now - BEGIN) / SECOND).toFixed(3).padStart(10);
    const noted = `${at} ${line}`;
    timeline.push(noted);
    for (let i = 0; i < noted.length; i += 1) hash = (Math.imul(hash, 31) + noted.charCodeAt(i)) | 0;
  };
  const past = history.filter((event) => event.kind === 'past');
  const quietFor = past.length > 0 ? LOOKS_FOR_SPIKES : 2 * MINUTE;
  const living = new LivingWorld({
    seed: options.seed,
    replicas: options.replicas,
    models: [MODEL, '0123456789ab'],
    past,
    note,
  });
  world = living;
  await passTime(BEGIN + MINUTE, () => living.isReady);
  let prepared = false;
  void living.prepare().then(() => {
    prepared = true;
  });
  await passTime(BEGIN + 2 * MINUTE, () => prepared);
  let slept = 0;
  const result = (wrong: readonly string[], brokenAt?: number): RunResult => ({
    wrong,
    brokenAt,
    hash: (hash >>> 0).toString(16).padStart(8, '0'),
    timeline,
    lasted: theWorld().now - BEGIN - slept,
    events: history.length,
  });
  const isQuiet = () => living.isReady && living.isIdle && nothingWaits();
  /** Lets the weather be fair until all is quiet. */
  async function calmDown(): Promise<void> {
    living.heal();
    const fair = theWorld().now;
    do await passTime(theWorld().now + quietFor);
    while (!isQuiet() && theWorld().now < fair + LONGEST_QUIET);
  }

  for (const { from, night, events } of daysOf(history)) {
    if (night) {
      await calmDown();
      living.happen(night);
      void living.sleep(night.lasts);
      await passTime(theWorld().now + night.lasts);
      slept += night.lasts;
      living.wake();
      await passTime(theWorld().now + MINUTE, () => living.isReady);
    }
    const began = theWorld().now;
    for (const event of events) schedule(event.at - from, () => living.happen(event));
    const last = events.at(-1)?.at ?? from;
    for (let until = began; until < began + last - from + MINUTE; ) {
      until += MINUTE;
      await passTime(until);
      const wrong = alwaysWrong(living);
      if (wrong.length > 0) return result(wrong, until - began + from);
      if (until - began + from > enough) return result([]);
    }
  }
  await calmDown();
  const wrong = wrongInTheEnd(living);
  for (const each of wrong) note(`WRONG ${each}`);
  return result(wrong);
}

/** The parts of a history between its nights. @returns with each when it begins, and the night before it. */
function daysOf(history: readonly WorldEvent[]) {
  type Night = Extract<WorldEvent, { kind: 'night' }>;
  const days: { from: number; night: Night | undefined; events: WorldEvent[] }[] = [
    { from: 0, night: undefined, events: [] },
  ];
  for (const event of history)
    if (event.kind === 'night') days.push({ from: event.at, night: event, events: [] });
    else if (event.kind !== 'past') days.at(-1)!.events.push(event);
  return days;
}

function nothingWaits(): boolean {
  const [row] = theStore.read(
    `select exists (select 1 from jobs) or exists (select 1 from orders) or exists (select 1 from traces)
       or exists (select 1 from mails where due_at is not null) as waits`,
  );
  return !row!.waits;
}
