// Copies the embedded store while a service writes to it, and puts a copy in an empty place.

import { existsSync } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { StorageError } from '../engine/errors.ts';
import { type Content, contentOfSqlite } from './content.ts';

const ALL_PAGES = 2 ** 31 - 1;

/**
 * Writes the database of a folder to a file, as it is at one moment. Votes go on: in write-ahead mode a reader holds nobody up.
 * @throws {StorageError} when there is no database.
 */
export async function copySqlite(dataDir: string, file: string): Promise<Content> {
  const path = join(dataDir, 'feedback.db');
  if (!existsSync(path))
    throw new StorageError(`There is no store in ${dataDir}; DATA_DIR says where it is.`);
  const database = new DatabaseSync(path, { readOnly: true, timeout: 5000 });
  try {
    // All pages in one step: in several, every commit of the service would start the copy again.
    await backup(database, file, { rate: ALL_PAGES });
  } finally {
    database.close();
  }
  return contentOfFile(file);
}

/**
 * Puts a copy into a folder that has no database. It appears there whole and checked, or not at all.
 * @param check throws when the content is not what it should be.
 */
export async function restoreSqlite(
  file: string,
  dataDir: string,
  check: (content: Content) => void,
): Promise<void> {
  const path = join(dataDir, 'feedback.db');
  if (existsSync(path))
    throw new StorageError(`${path} exists: restore into an empty folder, or move what is there away.`);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = `${path}.restoring`;
  try {
    await copyFile(file, draft);
    check(contentOfFile(draft));
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
}

function contentOfFile(file: string): Content {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { readOnly: true });
    return contentOfSqlite(database);
  } catch (error) {
    throw new StorageError(`${file} cannot be read (${(error as Error).message}); take another backup.`, {
      cause: error,
    });
  } finally {
    database?.close();
  }
}
