// Collections that the service makes as it starts, and keeps: each is noted as the sources are loaded under the simulator, so that one
// which grows with what has happened is seen once all is quiet.
import { type Machine, machineHere } from './time.ts';

interface Keeping {
  /** File below src, and name there. */
  readonly name: string;
  readonly collection: { readonly size: number };
  /** Its size when the service had started. */
  before: number;
}

/** Of machines whose service starts or has started. */
const keepings = new Map<Machine, Keeping[]>();
const starting = new Set<Machine>();

Object.assign(globalThis, {
  noteKeeping<C extends { readonly size: number }>(collection: C, name: string): C {
    if (starting.size === 0) return collection;
    const machine = machineHere();
    if (starting.has(machine)) keepings.get(machine)!.push({ name, collection, before: 0 });
    return collection;
  },
});

export function resetKeepings(): void {
  keepings.clear();
  starting.clear();
}

/** What is made from here on, until it has started, is kept. */
export function beginStart(machine: Machine): void {
  starting.add(machine);
  keepings.set(machine, []);
}

export function endStart(machine: Machine): void {
  starting.delete(machine);
  for (const each of keepings.get(machine)!) each.before = each.collection.size;
}

/** By how much each has grown since. */
export const growthOn = (machine: Machine): readonly { readonly name: string; readonly by: number }[] =>
  (keepings.get(machine) ?? []).map(({ name, collection, before }) => ({
    name,
    by: collection.size - before,
  }));
