// npm run api:key -- NAME SCOPES: prints a new API key once, and the entry of API_KEYS that lets it in.
import { ApiKeyError, createApiKey, SCOPES } from '../../api-keys.ts';
import { readCommandLine, refuse } from '../../command-line.ts';

const USAGE = `npm run api:key -- NAME SCOPES

Prints a new API key, once, and the entry of the setting API_KEYS that makes the service accept it. Nothing is stored.

  NAME     who will use it, such as monitoring-bot
  SCOPES   what it may do, joined by +: ${SCOPES.join(', ')}

Example: npm run api:key -- monitoring-bot predict+feedback
`;

const { positionals } = readCommandLine(USAGE, { allowPositionals: true });
const [name, scopes] = positionals;
if (!name || !scopes || positionals.length > 2)
  refuse('A key needs a name and scopes, and nothing else.', USAGE);
try {
  const { key, entry } = createApiKey(name, scopes);
  process.stdout.write(`Key, for its owner (it cannot be shown again):\n  ${key}\n`);
  process.stdout.write(
    `Setting of the service (several entries are separated by commas):\n  API_KEYS=${entry}\n`,
  );
} catch (error) {
  if (!(error instanceof ApiKeyError)) throw error;
  refuse(`api:key ${error.message}`, USAGE);
}
