// npm run classify: verdicts for a file of any size, without a server.
import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { SingleBar } from 'cli-progress';
import { ConfigError, readConfig } from '../config.ts';
import { createClassifier } from '../sentiment/classifier.ts';
import { ModelError } from '../sentiment/model/model.ts';
import type { Classifier } from '../sentiment/verdict.ts';
import { CHUNK, judgeRows } from './judge-rows.ts';
import { type Options, readOptions, USAGE, UsageError } from './options.ts';
import { BadRowError, readRows } from './rows.ts';
import { writeTo, writeToFile } from './sink.ts';

/** Faults that a person can mend: their message says how, a stack would only hide it. */
const FORESEEN = [UsageError, BadRowError, ConfigError, ModelError];

const say = (text: string) => process.stderr.write(`${text}\n`);

async function run(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) return void process.stdout.write(USAGE);
  const options = readOptions(args);
  const size = options.input === undefined ? 0 : sizeOf(options.input);
  const { MODEL_DIR: modelDir, WORKERS: workers } = readConfig();
  const classifier = await createClassifier({ modelDir, workers, queueLimit: 2 * CHUNK });
  try {
    await classify(options, classifier, size);
  } finally {
    await classifier.close();
  }
}

/** @param size of the input in bytes; 0 when nobody knows. */
async function classify(options: Options, classifier: Classifier, size: number): Promise<void> {
  const { input, output, textColumn, outputFormat: format } = options;
  const task = JSON.stringify([input ? resolve(input) : '-', size, textColumn, classifier.model]);
  const sink = output === undefined ? writeTo(process.stdout) : await writeToFile(output, task);
  if (sink.rowsDone > 0) say(`Going on after row ${sink.rowsDone}.`);

  const source = input === undefined ? process.stdin : createReadStream(input);
  let skipped = 0;
  const rows = readRows(source, options, ({ message }) => {
    skipped += 1;
    say(`${message}; skipped.`);
  });
  const bar = new SingleBar({ format: '{bar} {percentage}% | {rows} rows | {eta_formatted} left' });
  const onProgress = (done: number, bytes: number) => bar.update(bytes, { rows: done });
  if (size > 0) bar.start(size, 0, { rows: sink.rowsDone });
  try {
    const total = await judgeRows({ rows, classifier, sink, format, onProgress });
    await sink.finish();
    bar.stop();
    say(`${total} rows judged${skipped > 0 ? `, ${skipped} skipped` : ''}.`);
  } catch (error) {
    bar.stop();
    await sink.close();
    throw error;
  } finally {
    source.destroy(); // standard input may stay open and keep the process
  }
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch (error) {
    throw new UsageError(`${file} cannot be read (${(error as Error).message}).`, { cause: error });
  }
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  const foreseen = FORESEEN.some((kind) => error instanceof kind);
  say(foreseen ? (error as Error).message : ((error as Error).stack ?? String(error)));
  if (error instanceof BadRowError)
    say('Mend it, or leave such rows out with --skip-bad; with --out, what was done before it is kept.');
  process.exitCode = 1;
}
