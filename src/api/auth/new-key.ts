// npm run api:key -- NAME SCOPES: prints a new API key once, and the entry of API_KEYS that lets it in.
import { ApiKeyError, createApiKey, SCOPES } from '../../api-keys.ts';

const [name, scopes] = process.argv.slice(2);
try {
  if (!name || !scopes)
    throw new ApiKeyError(
      `needs a name and scopes, e.g. monitoring-bot predict+feedback (${SCOPES.join(', ')})`,
    );
  const { key, entry } = createApiKey(name, scopes);
  process.stdout.write(`Key, for its owner (it cannot be shown again):\n  ${key}\n`);
  process.stdout.write(
    `Setting of the service (several entries are separated by commas):\n  API_KEYS=${entry}\n`,
  );
} catch (error) {
  if (!(error instanceof ApiKeyError)) throw error;
  process.stderr.write(`api:key ${error.message}\n`);
  process.exitCode = 1;
}
