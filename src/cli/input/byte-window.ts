// The bytes of a stream that are in hand, a hash of those let go, and how far they reached.
import { createHash, type Hash } from 'node:crypto';

export interface ByteWindow {
  /** What is in hand begins at `at`. */
  readonly bytes: Buffer;
  readonly at: number;
  /** Place of `at` in the stream. */
  readonly offset: number;
  /** Nothing comes after `bytes`. */
  readonly ended: boolean;
  /** Takes more from the stream. @returns false when there is none. */
  grow(): Promise<boolean>;
  /** Lets the next `count` bytes go. */
  advance(count: number): void;
  /** Hash of the stream up to `offset`, or up to so many bytes further. */
  hash(further?: number): string;
}

/**
 * @param signal its reason is thrown by `grow` once it aborts: a stream that was cut short has not ended.
 */
export function createByteWindow(stream: AsyncIterable<Buffer>, signal?: AbortSignal): ByteWindow {
  const source = stream[Symbol.asyncIterator]();
  const hashed = createHash('sha256');
  let bytes: Buffer = Buffer.alloc(0);
  let at = 0;
  let offset = 0;
  let ended = false;
  return {
    get bytes() {
      return bytes;
    },
    get at() {
      return at;
    },
    get offset() {
      return offset;
    },
    get ended() {
      return ended;
    },
    async grow() {
      signal?.throwIfAborted();
      if (ended) return false;
      const { value, done } = await source.next().catch((error: unknown) => {
        signal?.throwIfAborted();
        throw error;
      });
      signal?.throwIfAborted();
      if (done) {
        ended = true;
        return false;
      }
      bytes = at === bytes.length ? value : Buffer.concat([bytes.subarray(at), value]);
      at = 0;
      return true;
    },
    advance(count) {
      hashed.update(bytes.subarray(at, at + count));
      at += count;
      offset += count;
    },
    hash: (further = 0) => digest(hashed.copy().update(bytes.subarray(at, at + further))),
  };
}

/** 128 bits tell files apart. */
function digest(hash: Hash): string {
  return hash.digest('base64url').slice(0, 22);
}
