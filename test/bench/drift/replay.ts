// A service in small: posts come in evenly, and every hour the newest are compared with the first days, as src/drift does.
import { compareProfiles, type Feature } from '../../../src/drift/compare.ts';
import { WINDOW } from '../../../src/drift/monitor.ts';
import { addProfiles, type Profile, type ProfiledPost, profileOf } from '../../../src/drift/profile.ts';
import { QUIET, type World } from './world.ts';

/** Posts an hour; a window is a whole number of hours then, so that hours can be counted once. */
export const AN_HOUR = 25;
const HOURS = WINDOW / AN_HOUR;
const A_DAY = 24 * AN_HOUR;
const BASELINE_DAYS = 14;

type Draw = (world: World) => ProfiledPost;

/** The profile of the first days. */
export function baseline(draw: Draw): Profile {
  return profileOf(Array.from({ length: BASELINE_DAYS * A_DAY }, () => draw(QUIET)));
}

/** Quiet traffic. @returns on how many of the days something was found. */
export function falseAlarms(draw: Draw, reference: Profile, days: number): number {
  const window = hoursOf(draw, QUIET, HOURS);
  let alarms = 0;
  for (let day = 0; day < days; day++) {
    let found = false;
    for (let hour = 0; hour < 24; hour++) {
      slide(window, draw, QUIET);
      found ||= movedIn(window, reference).length > 0;
    }
    alarms += Number(found);
  }
  return alarms;
}

export interface Detection {
  /** Posts since the shift. */
  readonly posts: number;
  readonly moved: readonly Feature[];
}

/** Traffic that shifts after a quiet window. @returns when that is found; nothing within `most` posts. */
export function detect(draw: Draw, reference: Profile, world: World, most: number): Detection | undefined {
  const window = hoursOf(draw, QUIET, HOURS);
  for (let posts = AN_HOUR; posts <= most; posts += AN_HOUR) {
    slide(window, draw, world);
    const moved = movedIn(window, reference);
    if (moved.length > 0) return { posts, moved };
  }
  return undefined;
}

const hoursOf = (draw: Draw, world: World, hours: number) =>
  Array.from({ length: hours }, () => hourOf(draw, world));

const hourOf = (draw: Draw, world: World) => profileOf(Array.from({ length: AN_HOUR }, () => draw(world)));

function slide(window: Profile[], draw: Draw, world: World): void {
  window.shift();
  window.push(hourOf(draw, world));
}

const movedIn = (window: readonly Profile[], reference: Profile) =>
  compareProfiles(reference, addProfiles(window))
    .filter(({ moved }) => moved)
    .map(({ feature }) => feature);
