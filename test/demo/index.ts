// `npm run demo`: the real service on a store of its own with a made-up month in it, which is gone when it ends.
import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { startApplication } from '../../src/application.ts';
import { readCommandLine } from '../../src/command-line.ts';
import { readConfig } from '../../src/config.ts';
import { createClassifier } from '../../src/sentiment/classifier.ts';
import { tellDigests } from './digests.ts';
import { writeHistory } from './history.ts';

const MODEL_DIR = 'models/production';
const WORKERS = String(Math.min(availableParallelism(), 4));

readCommandLine(`npm run demo

Tells the digests of the week and starts the service on http://127.0.0.1:3978 (or PORT) with a month of made-up posts: three channels, votes, corrections, reviews, an
incident that is over and one that is open. It takes no arguments, and no settings but PORT; it writes into a temporary folder
alone, which Ctrl+C removes.
`);

const dataDir = await mkdtemp(join(tmpdir(), 'air-paradis-demo-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));

try {
  await fill();
  const application = await serve();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.removeAllListeners(signal);
    process.once(signal, () => application.close().finally(() => process.exit(0)));
  }
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exit(1);
}

async function fill(): Promise<void> {
  process.stderr.write('Judging the posts of a month…\n');
  const classifier = await createClassifier({
    modelDir: MODEL_DIR,
    workers: 1,
    queueLimit: 8,
    cached: 500,
  });
  const { posts, votes, corrections } = await writeHistory(dataDir, classifier, Date.now());
  const digests = await tellDigests(dataDir, classifier, Date.now());
  await classifier.close();
  process.stderr.write(`${posts} posts, ${votes} votes, ${corrections} corrections\n`);
  process.stderr.write(`\nDigests of the week\n\n${digests}\n`);
}

/** Nothing but PORT is taken from outside: a demo must not meet a real database, mail server or Teams. */
async function serve() {
  const config = readConfig({
    PORT: process.env.PORT,
    DATA_DIR: dataDir,
    MODEL_DIR,
    WORKERS,
    KEEP_TEXT: 'all',
    // Whoever looks within the hour finds the last incident open.
    ALERT_WINDOW: '60',
  });
  const log = pino({ level: 'error' }, pino.destination(2));
  const application = await startApplication(config, { log, demo: true });
  process.stderr.write(`
Demo: made-up posts, real verdicts

  Open the page       ${application.url}
  Dashboard           ${application.url}/#dashboard
  Review              ${application.url}/#review
  Stop                Ctrl+C (removes everything)

`);
  return application;
}
