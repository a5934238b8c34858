// A stage of the replay: some days of one service on one store. What a stage found is kept in a file, so that a replay that was
// interrupted goes on with the stage it was in.
import { existsSync } from 'node:fs';
import { cp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SingleBar } from 'cli-progress';
import { createChance } from './chance.ts';
import { DAY, type DayCount, playDay } from './day.ts';
import { createWriter } from './posts.ts';
import { type Service, startService, type Time } from './service.ts';

export interface Replay {
  /** Folder of everything that the replay makes. */
  readonly folder: string;
  readonly seed: number;
  /** Posts of a day. */
  readonly posts: number;
  /** Begin of the first day, milliseconds since 1970-01-01T00:00Z. */
  readonly start: number;
}

/** What `make` gave the first time. */
export async function once<T>(
  { folder }: Pick<Replay, 'folder'>,
  name: string,
  make: () => Promise<T>,
): Promise<T> {
  const file = join(folder, `${name}.json`);
  if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as T;
  process.stderr.write(`${name}\n`);
  const made = await make();
  await writeFile(`${file}.new`, `${JSON.stringify(made, null, 1)}\n`);
  await rename(`${file}.new`, file);
  return made;
}

/** A store of this stage's own that begins as that of the stage before ended. */
export async function storeAfter(
  { folder }: Replay,
  earlier: string | undefined,
  name: string,
): Promise<string> {
  const store = join(folder, `store-${name}`);
  await rm(store, { recursive: true, force: true });
  if (earlier) await cp(join(folder, `store-${earlier}`), store, { recursive: true });
  return store;
}

/** A service of this stage, stopped whatever happens. */
export async function withService<T>(
  settings: Readonly<Record<string, string>>,
  time: Time,
  use: (service: Service) => Promise<T>,
): Promise<T> {
  const service = await startService(time, settings);
  try {
    return await use(service);
  } finally {
    await service.stop();
  }
}

/** Plays days, first and last included (the first day is 1). @param afterDay asked when a day is over, its answer is kept with the day. */
export async function playDays<T>(
  replay: Replay,
  service: Service,
  time: Time,
  [first, last]: readonly [number, number],
  newShare: number,
  afterDay: (start: number) => Promise<T>,
): Promise<(DayCount & T)[]> {
  const days: (DayCount & T)[] = [];
  const bar = new SingleBar({
    format: 'days {first}-{last} {bar} {value}/{total} posts | {eta_formatted} left',
  });
  bar.start((last - first + 1) * replay.posts, 0, { first, last });
  for (let day = first; day <= last; day += 1) {
    const chance = createChance(replay.seed + day);
    const start = replay.start + (day - 1) * DAY;
    const parts = {
      time,
      service,
      chance,
      write: createWriter(chance),
      onPosts: (count: number) => bar.increment(count),
    };
    const count = await playDay(parts, day, start, replay.posts, newShare);
    time.now = start + DAY - 1;
    days.push({ ...count, ...(await afterDay(start)) });
  }
  bar.stop();
  return days;
}
