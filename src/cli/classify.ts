// npm run classify: verdicts for a file of any size, without a server.
import { constants } from 'node:os';
import { answerHelp } from '../command-line.ts';
import { ConfigError, readConfig } from '../config.ts';
import { createClassifier } from '../sentiment/classifier.ts';
import { ModelError } from '../sentiment/model/model.ts';
import { BadRowError, FileError, InterruptedError, UsageError } from './faults.ts';
import { CHUNK } from './input/chunks.ts';
import { openFormat } from './input/open-format.ts';
import { openSource } from './input/source.ts';
import { judgeFile } from './judge-file.ts';
import { readOptions, USAGE } from './options.ts';

/** Faults that a person can mend: their message says how, a stack would only hide it. */
const FORESEEN = [UsageError, BadRowError, FileError, ConfigError, ModelError];

const say = (text: string) => process.stderr.write(`${text}\n`);

async function run(args: readonly string[]): Promise<void> {
  answerHelp(USAGE, args);
  const options = readOptions(args);
  if (options.input === undefined && !args.includes('-') && process.stdin.isTTY)
    throw new UsageError(`Name a file to judge.\n\n${USAGE}`);
  const signal = abortedByPerson();
  const source = openSource(options.input);
  signal.addEventListener('abort', () => source.close()); // nothing may come of it for long
  try {
    const file = await openFormat(source.bytes, options.input ?? 'Standard input', options, signal);
    const { MODEL_DIR: modelDir, WORKERS: workers } = readConfig();
    const classifier = await createClassifier({ modelDir, workers, queueLimit: 2 * CHUNK });
    try {
      await judgeFile({ options, source, file, classifier, say });
    } finally {
      await classifier.close();
    }
  } finally {
    source.close(); // standard input may stay open and keep the process
  }
}

/** Ctrl+C and SIGTERM let what is in hand be written; a second one ends at once. */
function abortedByPerson(): AbortSignal {
  const ending = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const)
    process.once(name, () => {
      process.exitCode = 128 + constants.signals[name];
      ending.abort(new InterruptedError('Interrupted before the first row.'));
    });
  return ending.signal;
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const foreseen = [...FORESEEN, InterruptedError].some((kind) => error instanceof kind);
  say(foreseen ? (error as Error).message : ((error as Error).stack ?? String(error)));
  if (error instanceof BadRowError)
    say('Mend it, or leave such rows out with --skip-bad; with --out, what was done before it is kept.');
  process.exitCode ||= 1;
}
