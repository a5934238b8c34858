// Virtual time: what waits is kept in order of its moment, and the clock jumps from one to the next. Everything that runs belongs to a
// machine, which can be killed, frozen and set to a wrong time; the outside world is a machine too, to which that does not happen.
import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import { type Chance, createChance } from './chance.ts';

export interface Machine {
  readonly name: string;
  readonly chance: Chance;
  alive: boolean;
  /** Nothing of it runs before this moment. */
  frozenUntil: number;
  /** Milliseconds by which its wall clock is ahead. */
  ahead: number;
  /** Killed once so many of its calls to the store or the network were begun or have had their effect. */
  doomed: number;
}

export interface Waiting {
  at: number;
  readonly order: number;
  readonly machine: Machine;
  run: (() => void) | undefined;
}

/** Of the run in progress: one at a time in a process. */
export interface World {
  /** Milliseconds since 1970-01-01T00:00Z, by the clock that is right. */
  now: number;
  readonly outside: Machine;
  /** Turns until now. */
  turns: number;
  kill(machine: Machine): void;
}

const current = new AsyncLocalStorage<Machine>();
let world: World | undefined;
let queue: Waiting[] = [];
let order = 0;

/** 2026-03-02, a Monday, at noon in Paris. */
export const BEGIN = Date.UTC(2026, 2, 2, 11);

export function createMachine(name: string, seed: string): Machine {
  return {
    name,
    chance: createChance(`${seed}/${name}`),
    alive: true,
    frozenUntil: 0,
    ahead: 0,
    doomed: Number.POSITIVE_INFINITY,
  };
}

/** Begins a world; what waited of the one before is dropped. */
export function beginWorld(seed: string, onKill: (machine: Machine) => void): World {
  queue = [];
  soon = [];
  order = 0;
  const begun: World = {
    now: BEGIN,
    outside: createMachine('outside', seed),
    turns: 0,
    kill(machine) {
      if (!machine.alive) return;
      machine.alive = false;
      machine.doomed = Number.POSITIVE_INFINITY;
      onKill(machine);
    },
  };
  world = begun;
  return begun;
}

export function theWorld(): World {
  if (!world) throw new Error('no world was begun');
  return world;
}

export const machineHere = (): Machine => current.getStore() ?? theWorld().outside;

export const onMachine = <T>(machine: Machine, work: () => T): T => current.run(machine, work);

/** @param milliseconds from now. */
export function schedule(milliseconds: number, run: () => void, machine = machineHere()): Waiting {
  if (Number.isNaN(milliseconds)) throw new Error('a wait of no known length');
  order += 1;
  const waiting: Waiting = { at: theWorld().now + Math.max(milliseconds, 0), order, machine, run };
  push(waiting);
  return waiting;
}

/** How much of a machine waits. */
export const waitingOn = (machine: Machine): number =>
  queue.filter((each) => each.machine === machine && each.run !== undefined).length;

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => void schedule(milliseconds, resolve));
}

/** A point at which the machine here may be killed: never goes on then. */
export function mortal(): Promise<void> | undefined {
  const machine = machineHere();
  if (machine.alive) {
    machine.doomed -= 1;
    if (machine.doomed > 0) return undefined;
    theWorld().kill(machine);
  }
  return new Promise(() => {});
}

/** Turns after which Node's own loop gets one: its own timers and finalizers wait for that. */
const TURNS_AT_ONCE = 1000;
/** What a library wants done in a turn of its own, in order. */
let soon: (() => void)[] = [];
const realTurn = setImmediate;

/** Lets libraries wait for turns that come before the next moment, without Node's own loop. */
export function virtualTurns(): void {
  const turn = (work: (...given: unknown[]) => void, ...given: unknown[]) =>
    void soon.push(AsyncResource.bind(() => work(...given)));
  globalThis.setImmediate = turn as unknown as typeof setImmediate;
}

/** Lets time pass until `until`, or until `isOver`; everything that becomes due on the way runs in its turn. */
export function passTime(until: number, isOver: () => boolean = () => false): Promise<void> {
  const here = theWorld();
  /** @returns whether more becomes due. */
  function turn(): boolean {
    settle();
    const next = takeNext(until);
    if (!next || isOver()) {
      if (next) push(next);
      return false;
    }
    here.now = next.at;
    here.turns += 1;
    current.run(next.machine, next.run!);
    return true;
  }
  return new Promise((resolve, reject) => {
    const turns = () => {
      try {
        for (let left = TURNS_AT_ONCE; left > 0; left -= 1) {
          if (turn()) continue;
          if (!isOver()) here.now = Math.max(here.now, until);
          return resolve();
        }
        realTurn(turns);
      } catch (error) {
        reject(error);
      }
    };
    realTurn(turns);
  });
}

/** What becomes due first, out of the queue; what nobody waits for any more is dropped. */
function takeNext(until: number): Waiting | undefined {
  for (let next = queue[0]; next && next.at <= until; next = queue[0]) {
    pop();
    if (!next.run || !next.machine.alive) continue;
    if (next.machine.frozenUntil <= next.at) return next;
    next.at = next.machine.frozenUntil;
    push(next);
  }
  return undefined;
}

/**
 * Lets everything go on that can without waiting. A turn of Node's own loop would do that too, at several times the price; this runs
 * what it would run between two callbacks. Never called by a promise, under which it would do nothing.
 */
function settle(): void {
  runTicks();
  while (soon.length > 0) {
    const works = soon;
    soon = [];
    for (const work of works) {
      work();
      runTicks();
    }
  }
}

const runTicks = (process as unknown as { _tickCallback(): void })._tickCallback;

const isBefore = (one: Waiting, other: Waiting) =>
  one.at < other.at || (one.at === other.at && one.order < other.order);

function push(waiting: Waiting): void {
  let place = queue.length;
  queue.push(waiting);
  while (place > 0) {
    const above = (place - 1) >> 1;
    if (!isBefore(waiting, queue[above]!)) break;
    queue[place] = queue[above]!;
    place = above;
  }
  queue[place] = waiting;
}

function pop(): void {
  const last = queue.pop()!;
  if (queue.length === 0) return;
  let place = 0;
  for (;;) {
    let below = 2 * place + 1;
    if (below >= queue.length) break;
    if (below + 1 < queue.length && isBefore(queue[below + 1]!, queue[below]!)) below += 1;
    if (!isBefore(queue[below]!, last)) break;
    queue[place] = queue[below]!;
    place = below;
  }
  queue[place] = last;
}
