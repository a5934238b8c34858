// Notes beside a file that grows: what is being done, and after each chunk how far input and output are. A line each,
// added at the end; a line that a crash cut off counts for nothing.
import { appendFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import type { Position } from '../input/chunks.ts';

export interface Checkpoint extends Position {
  /** Bytes of the output. */
  readonly output: number;
}

/** What is being done, by what could be another the next time. */
export type Task = Readonly<Record<string, string>>;

export interface Checkpoints {
  /** Undefined when nothing was begun. */
  readonly task: Task | undefined;
  readonly all: readonly Checkpoint[];
  /** Forgets all that lie behind one of them, or all of them; what is done from now on is this task. */
  rewind(task: Task, to: Checkpoint | undefined): void;
  add(checkpoint: Checkpoint): void;
  remove(): void;
}

export function openCheckpoints(file: string): Checkpoints {
  const { values, ends } = existsSync(file) ? readWholeLines(readFileSync(file)) : { values: [], ends: [] };
  const task = isTask(values[0]) ? values[0] : undefined;
  const all = task ? (values.slice(1) as Checkpoint[]) : [];
  return {
    task,
    all,
    rewind(current, to) {
      if (to) truncateSync(file, ends[all.indexOf(to) + 1]);
      else writeFileSync(file, `${JSON.stringify(current)}\n`);
    },
    add: (checkpoint) => appendFileSync(file, `${JSON.stringify(checkpoint)}\n`),
    remove: () => rmSync(file, { force: true }),
  };
}

/** The lines up to the first that is not whole, and where each ends in the file. */
function readWholeLines(bytes: Buffer): { values: unknown[]; ends: number[] } {
  const values: unknown[] = [];
  const ends: number[] = [];
  for (let at = 0, end = bytes.indexOf('\n'); end !== -1; at = end + 1, end = bytes.indexOf('\n', at)) {
    try {
      values.push(JSON.parse(bytes.toString('utf8', at, end)));
    } catch {
      break;
    }
    ends.push(end + 1);
  }
  return { values, ends };
}

function isTask(value: unknown): value is Task {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).every((part) => typeof part === 'string')
  );
}
