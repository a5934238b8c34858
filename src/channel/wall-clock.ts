// Between instants (milliseconds since 1970-01-01T00:00Z) and what the clock on the wall of a time zone shows. A wall time
// is written as the instant at which a clock of UTC shows the same.

const DAY = 86_400_000;

/** What the clocks of a time zone show at an instant. */
export function wallOf(timeZone: string, instant: number): number {
  return instant + offset(timeZone, instant);
}

/** When the clocks show that: an hour that they skip counts from before the change, one that they show twice the first time. */
export function instantOf(timeZone: string, wall: number): number {
  const [before, after] = [wall - DAY, wall + DAY].map((near) => offset(timeZone, near)) as [number, number];
  const early = wall - Math.max(before, after);
  const late = wall - Math.min(before, after);
  if (wallOf(timeZone, early) === wall) return early;
  return wallOf(timeZone, late) === wall ? late : wall - before;
}

/** When the day of `now` began in a time zone. */
export function startOfDay(timeZone: string, now: number): number {
  return instantOf(timeZone, Math.floor(wallOf(timeZone, now) / DAY) * DAY);
}

/** Names of one time zone differ in capitals too: more of them than this are not kept. */
const MOST_CLOCKS = 1000;
/** By the name of the time zone; to make one takes a hundred times as long as to read it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

/** @throws {RangeError} when there is no such time zone. */
export function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  if (clocks.size >= MOST_CLOCKS) clocks.clear();
  clocks.set(timeZone, clock);
  return clock;
}

/** Milliseconds by which the clocks are ahead of UTC. */
function offset(timeZone: string, instant: number): number {
  const wall = clockOf(timeZone).format(instant);
  return Date.parse(`${wall.replace(' ', 'T')}Z`) - Math.floor(instant / 1000) * 1000;
}
