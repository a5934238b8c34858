// The bytes of a file, or of standard input.
import { createReadStream, statSync } from 'node:fs';
import { causeOf, FileError, UsageError } from '../faults.ts';

export interface Source {
  readonly bytes: AsyncIterable<Buffer>;
  /** In bytes; 0 when nobody knows. */
  readonly size: number;
  /** Bytes read so far. */
  read(): number;
  close(): void;
}

/**
 * @param file undefined for standard input.
 * @throws {UsageError} when the file cannot be read.
 */
export function openSource(file: string | undefined): Source {
  const size = file === undefined ? 0 : sizeOf(file);
  const stream = file === undefined ? process.stdin : createReadStream(file);
  let read = 0;
  async function* bytes(): AsyncIterable<Buffer> {
    try {
      for await (const chunk of stream) {
        read += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw new FileError(`${file ?? 'Standard input'} cannot be read: ${causeOf(error)}.`, { cause: error });
    }
  }
  return { bytes: bytes(), size, read: () => read, close: () => void stream.destroy() };
}

function sizeOf(file: string): number {
  try {
    const status = statSync(file);
    if (status.isDirectory()) throw new Error('it is a folder');
    return status.size;
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${causeOf(error)}.`, { cause: error });
  }
}
