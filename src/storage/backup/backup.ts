// Takes a backup of the store into a folder, and restores it into an empty place, proving that it is the same.

import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { wallClock } from '../../clock.ts';
import { StorageError } from '../engine/errors.ts';
import { type Content, differences } from './content.ts';
import { dumpPostgres, restorePostgres } from './postgres-backup.ts';
import { copySqlite, restoreSqlite } from './sqlite-backup.ts';

/** Where a store is, as the settings say it. */
export interface StorePlace {
  readonly dataDir: string;
  readonly databaseUrl?: string | undefined;
  readonly databaseIdentity?: string | undefined;
  /** For PostgreSQL's programs: `PATH`, where they are, among others. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

const FILES = { sqlite: 'feedback.db', postgres: 'store.dump' } as const;
const KEY = 'people.key';
const DESCRIPTION = 'backup.json';

const descriptionSchema = z.object({
  format: z.literal(1),
  kind: z.enum(['sqlite', 'postgres']),
  taken: z.iso.datetime(),
  tables: z.record(z.string(), z.object({ rows: z.number(), digest: z.string() })),
});

export type BackupDescription = z.infer<typeof descriptionSchema>;

/**
 * Writes the store, the key that turns people into hashes if it lies beside the store, and what is in them.
 * @param folder made; must not exist or be empty.
 * @throws {StorageError} with what to do. A folder without backup.json is no backup.
 */
export async function takeBackup(place: StorePlace, folder: string): Promise<BackupDescription> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0)
    throw new StorageError(`${folder} is not empty: name a folder that does not exist.`);
  const kind = place.databaseUrl ? 'postgres' : 'sqlite';
  const taken = new Date(wallClock()).toISOString();
  const file = join(folder, FILES[kind]);
  const tables = place.databaseUrl
    ? await dumpPostgres({ ...place, databaseUrl: place.databaseUrl }, file)
    : await copySqlite(place.dataDir, file);
  const key = join(place.dataDir, KEY);
  if (existsSync(key)) await copyFile(key, join(folder, KEY));
  const description: BackupDescription = { format: 1, kind, taken, tables };
  await writeFile(join(folder, DESCRIPTION), `${JSON.stringify(description, null, 2)}\n`, { flush: true });
  return description;
}

/**
 * Puts a backup into an empty place and compares every table with what was backed up.
 * @throws {StorageError} with what to do; a folder that was empty has no database then.
 */
export async function restoreBackup(folder: string, place: StorePlace): Promise<BackupDescription> {
  const description = await readDescription(folder);
  const file = join(folder, FILES[description.kind]);
  if ((description.kind === 'postgres') !== Boolean(place.databaseUrl))
    throw new StorageError(
      description.kind === 'postgres'
        ? 'This is a backup of a PostgreSQL database: set DATABASE_URL to an empty one.'
        : 'This is a backup of an embedded store: leave DATABASE_URL out, and set DATA_DIR to an empty folder.',
    );
  await checkKey(folder, place.dataDir);
  const check = (content: Content) => mustBeEqual(description.tables, content);
  if (place.databaseUrl) await restorePostgres(file, { ...place, databaseUrl: place.databaseUrl }, check);
  else await restoreSqlite(file, place.dataDir, check);
  if (existsSync(join(folder, KEY))) {
    await mkdir(place.dataDir, { recursive: true, mode: 0o700 });
    await copyFile(join(folder, KEY), join(place.dataDir, KEY));
  }
  return description;
}

function mustBeEqual(backedUp: Content, restored: Content): void {
  const different = differences(backedUp, restored);
  if (different.length > 0)
    throw new StorageError(
      `What was restored differs from what was backed up (${different.join('; ')}): do not use it, try an earlier backup.`,
    );
}

/** With another key, earlier voters would count as other people. */
async function checkKey(folder: string, dataDir: string): Promise<void> {
  const [backedUp, here] = [join(folder, KEY), join(dataDir, KEY)];
  if (!existsSync(backedUp) || !existsSync(here)) return;
  if ((await readFile(backedUp, 'utf8')) !== (await readFile(here, 'utf8')))
    throw new StorageError(
      `${here} is another key than the backup's: move it away, or restore into an empty folder.`,
    );
}

async function readDescription(folder: string): Promise<BackupDescription> {
  const path = join(folder, DESCRIPTION);
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw new StorageError(
      `${folder} is no backup, or one that was not finished: it has no ${DESCRIPTION}.`,
      { cause: error },
    );
  }
  try {
    return descriptionSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new StorageError(`${path} is damaged or of a later version of this program; take another backup.`, {
      cause: error,
    });
  }
}
