// Starts the service: settings, model, application, greeting, signals.
import { startTimer } from './clock.ts';
import { readCommandLine } from './command-line.ts';
import { ConfigError, readConfig } from './config.ts';
import { ListenError } from './http/listen-error.ts';
import { type BegunModel, beginModel, letGo } from './sentiment/begun-model.ts';
import { ModelError } from './sentiment/model/model.ts';
import { StorageError } from './storage/engine/errors.ts';

/** Faults that an operator can mend: their message says how, a stack would only hide it. */
const FORESEEN = [ConfigError, ListenError, ModelError, StorageError];

/** Milliseconds. */
const LONGEST_STOP = 19_000;

const USAGE = `npm start

Starts the service: the page, the REST API and the bot's endpoint, on http://127.0.0.1:3978 unless HOST and PORT say otherwise.
It takes no arguments. Its settings are environment variables or lines of .env; docs/settings.md lists them.
Ctrl+C or SIGTERM stops it.

Other commands: npm run demo, teams, classify, api:key, package:teams, alert:test, model:use; each takes -- --help.
`;

readCommandLine(USAGE);
let begun: BegunModel | undefined;
try {
  const config = readConfig();
  // A folder that cannot be read is told of when it is needed: another version may have been chosen.
  begun = await beginModel(config.MODEL_DIR).catch(() => undefined);
  // While the model's thread starts on another core: to read all of the service takes about as long.
  const { startApplication } = await import('./application.ts');
  const application = await startApplication(config, { begun });
  if (config.NODE_ENV === 'development') greet(application);
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, async () => {
      // Platforms kill a process after 30 s or less. What was acknowledged is in the store.
      startTimer(() => process.exit(0), LONGEST_STOP).unref();
      await application.close();
      process.exit(0);
    });
} catch (error) {
  const foreseen = FORESEEN.some((kind) => error instanceof kind);
  process.stderr.write(`${foreseen ? (error as Error).message : ((error as Error).stack ?? error)}\n`);
  if (begun) await letGo(begun); // a process that ends while its thread still loads the graph is killed by onnxruntime
  process.exit(1);
}

function greet({ url, version, model }: { url: string; version: string; model: string }): void {
  const post = '{"text":"Vol annulé, merci Air Paradis !"}';
  process.stderr.write(`
Air Paradis sentiment bot ${version}, model ${model}, ready in ${process.uptime().toFixed(1)} s

  Open the page       ${url}
  Is it well?         ${url}/readyz
  Judge a post        curl ${url}/predict -H 'Content-Type: application/json' -d '${post}'
  REST API            ${url}/docs
  Bot endpoint        ${url}/api/messages
  In a Teams window   npm run teams (in place of npm start)
  Stop                Ctrl+C

`);
}
