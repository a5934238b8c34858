// How often the notice of a spike is wrong, and how much it misses: channels of made-up posts with a day's rhythm, looked at
// every five minutes for four weeks after four weeks of history, by the rule of the service. Steady channels keep their share
// of negatives; in moody ones each hour has a share of its own around it (a beta distribution worth 30 posts).
import { findSpike } from '../../src/channel/spike.ts';
import { readCommandLine, refuse } from '../../src/command-line.ts';
import { draw, type Random, seeded } from './random.ts';

const USAGE = `npm run bench:spikes -- [CHANNELS]

Measures how often the notice of a spike is wrong, and how much it misses, in so many made-up channels (default: 100).
`;
const { positionals } = readCommandLine(USAGE, { allowPositionals: true });
const CHANNELS = Number(positionals[0] ?? 100);
if (!(Number.isInteger(CHANNELS) && CHANNELS > 0)) refuse('CHANNELS is a whole number above 0.', USAGE);
const LOOKS_AN_HOUR = 12;
const DAY = 24 * LOOKS_AN_HOUR;
const HISTORY = 28 * DAY;
const LENGTH = 2 * HISTORY;
const QUIET = 3 * LOOKS_AN_HOUR;
const MOOD_WORTH = 30;
/** A burst lasts an hour, in which so many times the posts come, and so many more parts of one are negative. */
const BURST = { posts: 2, more: 0.4 };
/** Of these weeks, hours with a burst in a channel. */
const BURSTS = 20;

interface Kind {
  readonly perHour: number;
  readonly share: number;
  readonly moody: boolean;
}

/** Posts and negatives in the hour that ends with each look, and sums from the beginning. */
interface Channel {
  readonly hour: readonly (readonly [posts: number, negative: number])[];
  readonly sums: readonly (readonly [posts: number, negative: number])[];
}

function live({ perHour, share, moody }: Kind, bursts: ReadonlySet<number>, random: Random): Channel {
  const bins: [number, number][] = [];
  let mood = share;
  for (let i = 0; i < LENGTH; i += 1) {
    if (moody && i % LOOKS_AN_HOUR === 0)
      mood = draw.beta(random, share * MOOD_WORTH, (1 - share) * MOOD_WORTH);
    const burst = bursts.has(Math.floor(i / LOOKS_AN_HOUR));
    // Most is written in the middle of the day, and hardly anything at night.
    const rhythm = 1 - Math.cos((2 * Math.PI * i) / DAY);
    const expected = ((perHour * rhythm) / LOOKS_AN_HOUR) * (burst ? BURST.posts : 1);
    const posts = draw.poisson(random, expected);
    bins.push([posts, draw.binomial(random, posts, burst ? Math.min(0.95, share + BURST.more) : mood)]);
  }
  const sums: [number, number][] = [[0, 0]];
  for (const [posts, negative] of bins) sums.push([sums.at(-1)![0] + posts, sums.at(-1)![1] + negative]);
  const between = (from: number, to: number): [number, number] => [
    sums[to]![0] - sums[from]![0],
    sums[to]![1] - sums[from]![1],
  ];
  return { sums, hour: sums.map((_, i) => between(Math.max(0, i - LOOKS_AN_HOUR), i)) };
}

const told = ([posts, negative]: readonly [number, number]) => ({ posts, negative });

/** The looks that end with a notice. */
function noticesOf({ hour, sums }: Channel): number[] {
  const notices: number[] = [];
  for (let look = HISTORY + DAY; look <= LENGTH; look += 1) {
    if ((notices.at(-1) ?? -QUIET) > look - QUIET) continue;
    let [posts, negative] = [0, 0];
    for (let day = 1; day <= 28; day += 1) {
      posts += hour[look - day * DAY]![0];
      negative += hour[look - day * DAY]![1];
    }
    const [first, last] = [sums[look - HISTORY]!, sums[look - DAY]!];
    const always = { posts: last[0] - first[0], negative: last[1] - first[1] };
    if (findSpike(told(hour[look]!), { always, sameHour: { posts, negative } })) notices.push(look);
  }
  return notices;
}

function measure(kind: Kind, seed: number) {
  const random = seeded(seed);
  let alarms = 0;
  let bursts = 0;
  let found = 0;
  for (let n = 0; n < CHANNELS; n += 1) {
    alarms += noticesOf(live(kind, new Set(), random)).length;
    // Between nine and four o'clock, one a day, so that none hides in the quiet time of another.
    const hours = Array.from({ length: BURSTS }, (_, day) => (29 + day) * 24 + 9 + Math.floor(random() * 8));
    const notices = noticesOf(live(kind, new Set(hours), random));
    bursts += hours.length;
    found += hours.filter((hour) =>
      notices.some((look) => look > hour * LOOKS_AN_HOUR && look <= (hour + 2) * LOOKS_AN_HOUR),
    ).length;
  }
  const days = (CHANNELS * (LENGTH - HISTORY - DAY)) / DAY;
  return { perMonth: (alarms / days) * 30, found: found / bursts };
}

const print = (line: string) => process.stdout.write(`${line}\n`);

print(`${CHANNELS} channels of each kind; a burst has twice the posts and 40 points more of negatives`);
print('posts/h  negative  channel  false notices in 30 days  bursts found');
let seed = 1;
for (const moody of [false, true])
  for (const perHour of [5, 20, 60])
    for (const share of [0.1, 0.3, 0.5]) {
      const { perMonth, found } = measure({ perHour, share, moody }, seed++);
      print(
        `${String(perHour).padStart(7)}${`${share * 100} %`.padStart(10)}${(moody ? 'moody' : 'steady').padStart(9)}` +
          `${perMonth.toFixed(3).padStart(26)}${`${Math.round(found * 100)} %`.padStart(14)}`,
      );
    }
