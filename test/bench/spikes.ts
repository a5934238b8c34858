// How often the notice of a spike is wrong, and how much it misses: channels of made-up posts with a day's rhythm, looked at
// every five minutes for four weeks after four weeks of history, by the rule of the service. Steady channels keep their share
// of negatives; in moody ones each hour has a share of its own around it (a beta distribution worth 30 posts). The same for
// complaints about each of thirteen topics, of which a notice names the first that is out of the ordinary.
import type { Habit, Share } from '../../src/channel/figures.ts';
import { findSpike, findTopicSpike, isNoticeable } from '../../src/channel/spike.ts';
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

/** Shares of all posts that complain of each topic. */
const TOPICS = [0.08, 0.06, 0.05, 0.05, 0.04, 0.03, 0.03, 0.02, 0.02, 0.02, 0.01, 0.01, 0.005];
/** The topic of a burst, by its place: a rare one. */
const CANCELLED = 7;

interface Kind {
  readonly perHour: number;
  /** Of all posts: negatives alone, or complaints about each topic. */
  readonly shares: readonly number[];
  readonly moody: boolean;
}

/** Posts in the hour that ends with each look, and negatives among them of each kind that is looked at; and sums from the beginning. */
interface Channel {
  readonly hour: readonly Counted[];
  readonly sums: readonly Counted[];
}

interface Counted {
  readonly posts: number;
  readonly negative: readonly number[];
}

const plus = (a: Counted, b: Counted, sign = 1): Counted => ({
  posts: a.posts + sign * b.posts,
  negative: a.negative.map((each, n) => each + sign * b.negative[n]!),
});

/** @param shares of negatives, or of complaints about each topic. @param burstOf which of them a burst adds to. */
function live(
  { perHour, shares, moody }: Kind,
  burstOf: number,
  bursts: ReadonlySet<number>,
  random: Random,
): Channel {
  const none = { posts: 0, negative: shares.map(() => 0) };
  const sums: Counted[] = [none];
  let moods = shares;
  for (let i = 0; i < LENGTH; i += 1) {
    if (moody && i % LOOKS_AN_HOUR === 0)
      moods = shares.map((share) => draw.beta(random, share * MOOD_WORTH, (1 - share) * MOOD_WORTH));
    const burst = bursts.has(Math.floor(i / LOOKS_AN_HOUR));
    // Most is written in the middle of the day, and hardly anything at night.
    const rhythm = 1 - Math.cos((2 * Math.PI * i) / DAY);
    const expected = ((perHour * rhythm) / LOOKS_AN_HOUR) * (burst ? BURST.posts : 1);
    const posts = draw.poisson(random, expected);
    const negative = shares.map((share, n) =>
      draw.binomial(random, posts, burst && n === burstOf ? Math.min(0.95, share + BURST.more) : moods[n]!),
    );
    sums.push(plus(sums.at(-1)!, { posts, negative }));
  }
  return { sums, hour: sums.map((sum, i) => plus(sum, sums[Math.max(0, i - LOOKS_AN_HOUR)]!, -1)) };
}

const told = ({ posts, negative }: Counted, n: number) => ({ posts, negative: negative[n]! });

/** The looks that end with a notice. */
function noticesOf({ hour, sums }: Channel): number[] {
  const notices: number[] = [];
  const kinds = sums[0]!.negative.map((_, n) => n);
  const find =
    kinds.length === 1 ? findSpike : (now: Share, habit: Habit) => findTopicSpike(now, habit, kinds.length);
  for (let look = HISTORY + DAY; look <= LENGTH; look += 1) {
    if ((notices.at(-1) ?? -QUIET) > look - QUIET) continue;
    // What could be no spike whatever is usual needs no habit.
    const noticeable = kinds.filter((n) => isNoticeable(told(hour[look]!, n)));
    if (noticeable.length === 0) continue;
    let sameHour: Counted = { posts: 0, negative: kinds.map(() => 0) };
    for (let day = 1; day <= 28; day += 1) sameHour = plus(sameHour, hour[look - day * DAY]!);
    const always = plus(sums[look - DAY]!, sums[look - HISTORY]!, -1);
    const found = noticeable.some((n) =>
      find(told(hour[look]!, n), { always: told(always, n), sameHour: told(sameHour, n) }),
    );
    if (found) notices.push(look);
  }
  return notices;
}

function measure(kind: Kind, burstOf: number, seed: number) {
  const random = seeded(seed);
  let alarms = 0;
  let bursts = 0;
  let found = 0;
  for (let n = 0; n < CHANNELS; n += 1) {
    alarms += noticesOf(live(kind, burstOf, new Set(), random)).length;
    // Between nine and four o'clock, one a day, so that none hides in the quiet time of another.
    const hours = Array.from({ length: BURSTS }, (_, day) => (29 + day) * 24 + 9 + Math.floor(random() * 8));
    const notices = noticesOf(live(kind, burstOf, new Set(hours), random));
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
function tell(name: string, kind: Kind, burstOf: number): void {
  const { perMonth, found } = measure(kind, burstOf, seed++);
  print(
    `${String(kind.perHour).padStart(7)}${name.padStart(10)}${(kind.moody ? 'moody' : 'steady').padStart(9)}` +
      `${perMonth.toFixed(3).padStart(26)}${`${Math.round(found * 100)} %`.padStart(14)}`,
  );
}
for (const moody of [false, true])
  for (const perHour of [5, 20, 60])
    for (const share of [0.1, 0.3, 0.5]) tell(`${share * 100} %`, { perHour, shares: [share], moody }, 0);
for (const moody of [false, true])
  for (const perHour of [5, 20, 60]) tell('by topic', { perHour, shares: TOPICS, moody }, CANCELLED);
