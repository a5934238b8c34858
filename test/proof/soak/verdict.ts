// What a soak must show: memory, descriptors and delays at its end are those of its tenth minute.
import { type Change, changeOf, lowest, type Point } from './flatness.ts';

/** Every ten seconds. */
export interface Sample {
  /** Seconds since the posts began. */
  readonly at: number;
  readonly residentMb: number;
  /** Of the heap of JavaScript, garbage included. */
  readonly heapMb: number;
  /** What the last full collection has left of it; NaN before the first. */
  readonly livingMb: number;
  /** What JavaScript holds outside of its heap. */
  readonly externalMb: number;
  readonly descriptors: number;
  /** Sockets, timers and pipes that Node holds open. */
  readonly resources: number;
  /** Of the service to PostgreSQL; null with the embedded store. */
  readonly connections: number | null;
  /** What waits to be worked on. */
  readonly jobs: number;
  /** What waits to be said. */
  readonly orders: number;
  /** Processor time of the service so far. */
  readonly processorSeconds: number;
}

/** Every minute, of the posts that got their reply in it. */
export interface Minute {
  /** Seconds since the posts began, at its end. */
  readonly at: number;
  readonly posts: number;
  /** Milliseconds from the arrival of a post to its reply on the wire. */
  readonly p50: number;
  readonly p99: number;
}

export interface Run {
  readonly seconds: number;
  readonly samples: readonly Sample[];
  readonly minutes: readonly Minute[];
  /** Posts to which no reply came, beyond those that still waited; and replies that came twice. */
  readonly lost: number;
  readonly doubled: number;
  /** What waited at the end, after everybody had gone. */
  readonly left: number;
  /** Warnings of Node, such as that of too many listeners. */
  readonly warnings: number;
}

/** One thing that must hold. */
export interface Finding {
  readonly what: string;
  readonly unit: string;
  /** Undefined for what is looked at once, at the end. */
  readonly change?: Change;
  readonly end: number;
  readonly bar: string;
  readonly holds: boolean;
}

/** By how much resident memory may grow. */
const MEMORY = 0.03;
/** By how much what collections leave of the heap may grow: caches that fill late. */
const HEAP = 0.1;
/** Descriptors that may come: a connection that a pool happens to hold. */
const FEW = 2;
/** By how much a delay of the slowest may differ. */
const DELAY = 1.25;

type Measured = 'residentMb' | 'livingMb' | 'descriptors' | 'resources';

export function judge(run: Run): readonly Finding[] {
  const { samples, minutes, seconds } = run;
  const pointsOf = (name: Measured) => samples.map((sample) => ({ at: sample.at, value: sample[name] }));
  const grown = (what: string, unit: string, change: Change, share: number) => {
    const holds = change.end <= change.begin * (1 + share);
    return { what, unit, change, end: change.end, bar: `+ ${Math.round(100 * share)} %`, holds };
  };
  const flat = (what: string, name: Measured) => {
    const change = changeOf(pointsOf(name), seconds, lowest);
    const holds = change.end - change.begin <= FEW;
    return { what, unit: '', change, end: change.end, bar: `+ ${FEW}`, holds };
  };
  const none = (what: string, end: number) => ({ what, unit: '', end, bar: '0', holds: end === 0 });
  const delays: readonly Point[] = minutes.map(({ at, p99 }) => ({ at, value: p99 }));
  return [
    grown('resident memory', 'MB', changeOf(pointsOf('residentMb'), seconds), MEMORY),
    grown('heap after collections', 'MB', changeOf(pointsOf('livingMb'), seconds), HEAP),
    flat('open descriptors', 'descriptors'),
    flat('sockets, timers and pipes of Node', 'resources'),
    grown('arrival to reply, p99 of a minute', 'ms', changeOf(delays, seconds), DELAY - 1),
    none('posts without a reply', run.lost),
    none('posts with two replies', run.doubled),
    none('jobs and messages left at the end', run.left),
    none('warnings of Node', run.warnings),
  ];
}
