// npm run backup -- FOLDER and npm run restore -- FOLDER: the store into a folder, and from there into an empty place.
import { resolve } from 'node:path';
import { readCommandLine, refuse } from '../command-line.ts';
import { ConfigError, processEnvironment, readSome } from '../config.ts';
import { type BackupDescription, restoreBackup, takeBackup } from '../storage/backup/backup.ts';
import { StorageError } from '../storage/engine/errors.ts';

const USAGE = `npm run backup -- FOLDER     writes the store of DATA_DIR or DATABASE_URL into a new folder, while the service runs
npm run restore -- FOLDER    puts such a backup into an empty DATA_DIR or DATABASE_URL, and compares every table

A backup holds what people wrote until it was taken, and the key that their hashes are made with: keep it as you keep the
store, and no longer than KEEP_DAYS. PostgreSQL needs pg_dump and pg_restore.
`;

async function run([command, folder, ...more]: readonly string[]): Promise<void> {
  if (!folder || more.length > 0) refuse('Name one folder.', USAGE);
  const settings = readSome(['DATA_DIR', 'DATABASE_URL', 'DATABASE_IDENTITY'] as const);
  const place = {
    dataDir: settings.DATA_DIR,
    databaseUrl: settings.DATABASE_URL,
    databaseIdentity: settings.DATABASE_IDENTITY,
    environment: processEnvironment(),
  };
  if (command === 'backup') tell(await takeBackup(place, resolve(folder)), `Backed up into ${folder}.`);
  else {
    const restored = await restoreBackup(resolve(folder), place);
    tell(restored, `Restored, and equal to the backup of ${restored.taken}.`);
    process.stdout.write(
      'Whoever asked to be forgotten after that time is in it again: repeat those requests.\n',
    );
  }
}

function tell({ tables }: BackupDescription, outcome: string): void {
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
  process.stdout.write(`${rows} rows of ${Object.keys(tables).length} tables. ${outcome}\n`);
}

try {
  await run(readCommandLine(USAGE, { allowPositionals: true }).positionals);
} catch (error) {
  const foreseen = error instanceof StorageError || error instanceof ConfigError;
  process.stderr.write(`${foreseen ? (error as Error).message : ((error as Error).stack ?? error)}\n`);
  process.exitCode = 1;
}
