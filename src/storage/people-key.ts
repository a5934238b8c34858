// The key that turns people into hashes, made once and kept beside the embedded store.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { StorageError } from './engine/errors.ts';

const KEY_BYTES = 32;

/**
 * The key in `people.key` of a folder; both are made when missing.
 * @throws {StorageError} when the file does not hold a key. A new one in its place would let everybody vote twice.
 */
export function loadOrCreateKey(dataDir: string): Buffer {
  const file = join(resolve(dataDir), 'people.key');
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
    return readKey(file) ?? createKey(file);
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw new StorageError(
      `The key file ${file} cannot be used (${(error as Error).message}). Let this user read and write it, or set PEOPLE_KEY.`,
      { cause: error },
    );
  }
}

function readKey(file: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  if (!/^[0-9a-f]{64}$/i.test(text))
    throw new StorageError(
      `The key file ${file} is damaged. Put a backup in its place; or move it away to get a new key, ` +
        'with which earlier voters count as other people.',
    );
  return Buffer.from(text, 'hex');
}

/** The file appears with its whole content or not at all. Whoever holds the folder is alone in making it. */
function createKey(file: string): Buffer {
  const key = randomBytes(KEY_BYTES);
  const draft = `${file}.new`;
  writeFileSync(draft, `${key.toString('hex')}\n`, { mode: 0o600, flush: true });
  renameSync(draft, file);
  return key;
}
