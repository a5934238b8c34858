// Where the verdicts go: standard output, or a file that appears under its name once it is whole. Until then it grows
// beside checkpoints, from which the same command goes on however it ended.
import { existsSync, renameSync, statSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Writable } from 'node:stream';
import { causeOf, FileError, UsageError } from '../faults.ts';
import type { Position } from '../input/chunks.ts';
import { type Checkpoint, openCheckpoints, type Task } from './checkpoints.ts';

export interface Sink {
  /** Resolves once all bytes are taken. @param end place in the input to which they reach. */
  write(bytes: Buffer, end: Position): Promise<void>;
  /** All is written. */
  finish(): Promise<void>;
  /** Leaves what is written to the next run. */
  close(): Promise<void>;
}

export interface Output {
  /** Where earlier runs got to, in the order of the input. */
  readonly checkpoints: readonly Checkpoint[];
  /** An earlier run wrote all of it and was killed before it could say so. */
  readonly finished: boolean;
  /** What an earlier run read otherwise, so that all is judged again: its encoding, its delimiter. */
  readonly readOtherwise: readonly string[];
  /** @param from one of the checkpoints; without it from the beginning. */
  begin(from: Checkpoint | undefined): Promise<Sink>;
}

/** @throws {FileError} from `write` when nobody reads any more. */
export function writeTo(stream: Writable): Output {
  stream.on('error', () => {}); // told to who writes, below
  const sink: Sink = {
    write: (bytes) =>
      new Promise((resolve, reject) =>
        stream.write(bytes, (error) =>
          error ? reject(new FileError(`Standard output takes no more (${causeOf(error)}).`)) : resolve(),
        ),
      ),
    finish: async () => {},
    close: async () => {},
  };
  return { checkpoints: [], finished: false, readOtherwise: [], begin: async () => sink };
}

/** A row that cannot be read is often the first sign that these were wrong, and to name them is the way out. */
const OF_READING = ['encoding', 'delimiter'];

/**
 * @param task what is being done; only the same goes on, and only what is to be read otherwise begins again.
 * @throws {UsageError} when the file exists, or an earlier run was doing something else.
 */
export function writeToFile(file: string, task: Task): Output {
  const part = `${file}.part`;
  const notes = `${file}.checkpoints`;
  const kept = openCheckpoints(notes);
  const others = kept.task ? differences(kept.task, task) : [];
  const finished = existsSync(file) && kept.task !== undefined && !existsSync(part) && others.length === 0;
  if (existsSync(file) && !finished)
    throw new UsageError(`${file} exists; move it away, or choose another --out.`);
  const again = others.every((name) => OF_READING.includes(name));
  if (!again)
    throw new UsageError(
      `${part} was begun with another ${others.join(', another ')}; delete it and ${notes} to start again.`,
    );
  if (finished) kept.remove();
  const size = existsSync(part) ? statSync(part).size : 0;
  return {
    checkpoints: others.length > 0 ? [] : kept.all.filter(({ output }) => output <= size),
    finished,
    readOtherwise: others,
    begin: (from) =>
      guard(part, async () => {
        const handle = await open(part, existsSync(part) ? 'r+' : 'w');
        return grow(handle, from);
      }),
  };

  async function grow(handle: FileHandle, from: Checkpoint | undefined): Promise<Sink> {
    kept.rewind(task, from);
    let output = from?.output ?? 0;
    await handle.truncate(output);
    return {
      write: (bytes, end) =>
        guard(part, async () => {
          await writeAll(handle, bytes, output);
          await handle.datasync(); // a checkpoint must not run ahead of what it speaks of
          output += bytes.length;
          kept.add({ ...end, output });
        }),
      finish: () =>
        guard(part, async () => {
          await handle.sync();
          await handle.close();
          renameSync(part, file);
          await syncFolder(dirname(file));
          kept.remove();
        }),
      close: () => handle.close(),
    };
  }
}

/** A disk may take less than it is given. */
async function writeAll(handle: FileHandle, bytes: Buffer, place: number): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await handle.write(bytes, done, bytes.length - done, place + done);
    if (bytesWritten === 0) throw new Error('it takes no more bytes');
    done += bytesWritten;
  }
}

/** Makes the new name of a file last, where the system can (Windows cannot open folders). */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** @throws {FileError} that says what the disk says, and how to go on. */
async function guard<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new FileError(
      `${file} cannot be written: ${causeOf(error)}. Mend that and give the same command again: what was written before is kept.`,
      { cause: error },
    );
  }
}

function differences(earlier: Task, now: Task): string[] {
  return [...new Set([...Object.keys(now), ...Object.keys(earlier)])].filter(
    (name) => earlier[name] !== now[name],
  );
}
