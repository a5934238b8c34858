// Plays one seed after the other and says how it went. Loaded once the hooks stand.
import { writeHistory } from './history.ts';
import { prepare, run } from './run.ts';
import { type ShapeOptions, shapeOf } from './shapes.ts';
import { shrink } from './shrink.ts';

export interface PlayOptions {
  readonly first: number;
  readonly runs: number;
  readonly shape: ShapeOptions;
  readonly timeline: boolean;
  /** Ends with the first that fails, as it is. */
  readonly quick: boolean;
}

const HOUR = 3_600_000;
/** Once so many seeds have failed, more would only hide them. */
const MOST_FAILURES = 5;

/** @returns whether every rule held. */
export async function play({ first, runs, shape, timeline, quick }: PlayOptions): Promise<boolean> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  await prepare();
  const before = process.cpuUsage();
  let lasted = 0;
  let failures = 0;
  let played = 0;
  for (let seed = first; seed < first + runs && failures < MOST_FAILURES; seed += 1) {
    const options = shapeOf(seed, shape);
    const result = await run(options);
    lasted += result.lasted;
    played += 1;
    if (timeline) for (const line of result.timeline) say(line);
    if (runs === 1)
      say(`seed ${seed}: ${result.events} events, ${result.timeline.length} lines, hash ${result.hash}`);
    if (result.wrong.length === 0) continue;
    failures += 1;
    say(`\nseed ${seed} breaks: ${result.wrong.join('; ')}`);
    if (quick) break;
    const shortest = await shrink(writeHistory(options), result, (part) => run(options, part));
    say(`shortest history that does, ${shortest.history.length} of ${result.events} events:`);
    for (const line of shortest.result.timeline) say(line);
    say(`again: npm run simulate -- --seed ${seed} --runs 1\n`);
  }
  const { user, system } = process.cpuUsage(before);
  const hours = (user + system) / 1e6 / 3600;
  say(
    `${played} histories from seed ${first}: ${(lasted / HOUR).toFixed(1)} virtual hours, ` +
      `${Math.round(lasted / HOUR / hours)} a processor hour; ${failures === 0 ? 'no rule was broken' : `${failures} failed`}`,
  );
  return failures === 0;
}
