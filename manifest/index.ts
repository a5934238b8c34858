// `npm run package:teams`: the app package for Teams, in artifacts/air-paradis-teams.zip, for the bot of the settings.
import { fileURLToPath } from 'node:url';
import { readCommandLine } from '../src/command-line.ts';
import { ConfigError, readSome } from '../src/config.ts';
import { PackageError } from './errors.ts';
import { packTeamsApp } from './pack.ts';

const FOLDER = fileURLToPath(new URL('./', import.meta.url));
const ARCHIVE = fileURLToPath(new URL('../artifacts/air-paradis-teams.zip', import.meta.url));

const USAGE = `npm run package:teams

Writes artifacts/air-paradis-teams.zip, the app to upload in Teams, for the bot of the settings MicrosoftAppId and PUBLIC_URL.
It takes no arguments; docs/install-teams.md says what to do with the file.
`;

readCommandLine(USAGE);
try {
  const settings = readSome(['MicrosoftAppId', 'PUBLIC_URL']);
  await packTeamsApp({ settings, folder: FOLDER, archive: ARCHIVE });
  process.stdout.write(
    `${ARCHIVE} is for ${settings.PUBLIC_URL}; docs/install-teams.md says what to do with it.\n`,
  );
} catch (error) {
  const foreseen = error instanceof ConfigError || error instanceof PackageError;
  process.stderr.write(`${foreseen ? error.message : ((error as Error).stack ?? error)}\n`);
  process.exitCode = 1;
}
