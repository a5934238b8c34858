// Where the verdicts go: standard output, or a file that appears under its name once it is whole. Until then it grows
// beside a note of how far it got, with which a run that was interrupted goes on.
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { UsageError } from './options.ts';

export interface Sink {
  /** Rows that an earlier run has written already. */
  readonly rowsDone: number;
  /** Resolves once the text is taken. @param rows rows written with it, this and all before. */
  write(text: string, rows: number): Promise<void>;
  /** All is written. */
  finish(): Promise<void>;
  /** Leaves what is written to the next run. */
  close(): Promise<void>;
}

interface Note {
  /** What was being done; another input or model makes another file. */
  readonly task: string;
  readonly rows: number;
  readonly bytes: number;
}

export function writeTo(stream: Writable): Sink {
  return {
    rowsDone: 0,
    write: (text) =>
      new Promise((resolve, reject) => stream.write(text, (error) => (error ? reject(error) : resolve()))),
    finish: async () => {},
    close: async () => {},
  };
}

/**
 * @param task names what is being done, so that only the same goes on.
 * @throws {UsageError} when the file exists, or an earlier run was doing something else.
 */
export async function writeToFile(file: string, task: string): Promise<Sink> {
  if (existsSync(file)) throw new UsageError(`${file} exists; move it away, or choose another --out.`);
  const part = `${file}.part`;
  const noteFile = `${file}.progress`;
  const earlier = readNote(noteFile);
  if (earlier && earlier.task !== task)
    throw new UsageError(
      `${part} was begun with another input, column or model; delete it and ${noteFile} to start again.`,
    );
  const handle = await open(part, earlier ? 'r+' : 'w');
  let bytes = await resumeAt(handle, earlier);
  const rowsDone = bytes > 0 ? earlier!.rows : 0;

  function note(rows: number): void {
    writeFileSync(`${noteFile}.new`, JSON.stringify({ task, rows, bytes } satisfies Note));
    renameSync(`${noteFile}.new`, noteFile);
  }
  return {
    rowsDone,
    async write(text, rows) {
      const { bytesWritten } = await handle.write(text, bytes);
      bytes += bytesWritten;
      await handle.datasync(); // the note must not run ahead of what it speaks of
      note(rows);
    },
    async finish() {
      await handle.close();
      renameSync(part, file);
      rmSync(noteFile, { force: true });
    },
    close: () => handle.close(),
  };
}

/** Cuts off what was written after the last note. @returns where to go on, in bytes. */
async function resumeAt(handle: FileHandle, earlier: Note | undefined): Promise<number> {
  const { size } = await handle.stat();
  const bytes = earlier && size >= earlier.bytes ? earlier.bytes : 0;
  await handle.truncate(bytes);
  return bytes;
}

function readNote(noteFile: string): Note | undefined {
  return existsSync(noteFile) ? (JSON.parse(readFileSync(noteFile, 'utf8')) as Note) : undefined;
}
