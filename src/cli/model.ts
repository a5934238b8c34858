// npm run model:use -- VERSION and npm run model:rollback: which version of the model serves.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readCommandLine, refuse } from '../command-line.ts';
import { ConfigError, readSome } from '../config.ts';
import { ThreadDiedError } from '../sentiment/inference/thread.ts';
import { ModelError } from '../sentiment/model/model.ts';
import { NoChoiceError, OtherChoiceError, type Switched } from '../sentiment/model/models.ts';
import { createVersions, UnknownVersionError, VERSION } from '../sentiment/model/versions.ts';
import { StorageError } from '../storage/engine/errors.ts';
import { askService, RefusedError } from './ask-service.ts';
import { UsageError } from './faults.ts';

const USAGE = `npm run model:use -- VERSION      lets a version serve that is known: 12 hexadecimal digits
npm run model:use -- FOLDER       fetches an exported model (as models/production), then lets it serve
npm run model:rollback            goes back to what served before

A service that runs at HOST and PORT changes at once, others on the same store within seconds. Without one the choice is
written into the store, for the next start.
`;

/** Faults that a person can mend: their message says how, a stack would only hide it. */
const FORESEEN = [
  ...[ConfigError, ModelError, NoChoiceError, OtherChoiceError, RefusedError, StorageError],
  ...[ThreadDiedError, UnknownVersionError, UsageError],
];

const SETTINGS = [
  ...(['DATA_DIR', 'DATABASE_URL', 'DATABASE_IDENTITY', 'MODEL_DIR', 'HOST', 'PORT', 'API_KEY'] as const),
] as const;

async function run([command, wanted, ...more]: readonly string[]): Promise<void> {
  const known = command === 'use' ? wanted !== undefined : command === 'rollback' && wanted === undefined;
  if (!known || more.length > 0) refuse('Name one version or folder to use; rollback takes none.', USAGE);
  const config = readSome(SETTINGS);
  const versions = createVersions(config.MODEL_DIR, config.DATA_DIR);
  const version = wanted === undefined ? undefined : await versionOf(wanted, versions.fetch);
  const answer = await askService(config, version);
  if (answer) return tell(answer, 'It serves now.');
  // Store and tokenizer take longer to load than a service takes to answer.
  const { chooseInStore } = await import('./choose-in-store.ts');
  const chosen = await chooseInStore(config, versions, version);
  tell(chosen, 'No service runs here: it serves from the next start.');
}

/** A folder is fetched; anything else must be a version. */
async function versionOf(wanted: string, fetch: (folder: string) => Promise<string>): Promise<string> {
  if (existsSync(join(wanted, 'model.json'))) return fetch(wanted);
  if (VERSION.test(wanted)) return wanted;
  throw new UsageError(
    `${wanted} is neither a version (12 hexadecimal digits) nor a folder with a model.json.`,
  );
}

function tell({ from, to }: Switched, when: string): void {
  const said = from === to ? `Model ${to} serves already.` : `Model ${to} in place of ${from}. ${when}`;
  process.stdout.write(`${said}\n`);
}

try {
  await run(readCommandLine(USAGE, { allowPositionals: true }).positionals);
} catch (error) {
  const foreseen = FORESEEN.some((kind) => error instanceof kind);
  process.stderr.write(`${foreseen ? (error as Error).message : ((error as Error).stack ?? error)}\n`);
  process.exitCode = 1;
}
