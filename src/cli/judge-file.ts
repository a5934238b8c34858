// Judges a file from where an earlier run got to until it is whole.
import { resolve } from 'node:path';
import { SingleBar } from 'cli-progress';
import type { Classifier } from '../sentiment/verdict.ts';
import { type BadRowError, InterruptedError, UsageError } from './faults.ts';
import { type Position, readChunks } from './input/chunks.ts';
import type { OpenFile } from './input/open-format.ts';
import { resume } from './input/resume.ts';
import type { Source } from './input/source.ts';
import { judgeRows } from './judge-rows.ts';
import type { Options } from './options.ts';
import type { Checkpoint } from './output/checkpoints.ts';
import { type Output, writeTo, writeToFile } from './output/sink.ts';

export interface JudgeFile {
  readonly options: Options;
  readonly source: Pick<Source, 'size' | 'read'>;
  readonly file: OpenFile;
  readonly classifier: Pick<Classifier, 'classify' | 'model'>;
  /** Told what a person should know, a line at a time. */
  readonly say: (line: string) => void;
}

/**
 * Judges what an earlier run left.
 * @throws {BadRowError} at the first malformed row, unless they are skipped.
 * @throws {FileError} when input or output fail; what was written is kept.
 */
export async function judgeFile({ options, source, file, classifier, say }: JudgeFile): Promise<void> {
  const output = openOutput(options, file, classifier.model);
  if (output.finished) {
    say(`${options.output} is whole: an earlier run judged all of it.`);
    return;
  }
  if (output.readOtherwise.length > 0)
    say(`Begun with another ${output.readOtherwise.join(' and ')}: all rows are judged again.`);
  const from = await goOn(options, file, output, say);
  const sink = await output.begin(from);
  const bar = openBar(options, source.size);
  let done: Pick<Position, 'rows' | 'skipped'> = from ?? { rows: 0, skipped: 0 };
  const onBad = (error: BadRowError) => {
    if (!options.skipBad) throw error;
    say(`${error.message}; skipped.`);
  };
  try {
    if (file.format)
      await judgeRows({
        chunks: readChunks(file.window, file.format, from, onBad),
        classifier,
        sink,
        write: file.format.write,
        atStart: from === undefined,
        encode: file.encoding.encode,
        onProgress(end) {
          done = end;
          bar?.update(source.read(), { rows: end.rows });
        },
      });
    await sink.finish();
  } catch (error) {
    await sink.close();
    if (error instanceof InterruptedError) error.message = `Interrupted: ${advice(options, done.rows)}`;
    throw error;
  } finally {
    bar?.stop();
  }
  say(summary(done, options, file.format?.head));
}

function summary(
  { rows, skipped }: Pick<Position, 'rows' | 'skipped'>,
  { input }: Options,
  head?: Buffer,
): string {
  if (rows + skipped > 0) return `${rows} rows judged${skipped > 0 ? `, ${skipped} skipped` : ''}.`;
  const found = head?.length ? 'has a header and no rows' : 'is empty';
  return `${input ?? 'Standard input'} ${found}: there was nothing to judge.`;
}

function openOutput({ output, ...options }: Options, file: OpenFile, model: string): Output {
  if (output === undefined) return writeTo(process.stdout);
  const task = {
    input: options.input === undefined ? '-' : resolve(options.input),
    column: options.textColumn,
    format: `${options.inputFormat} to ${options.outputFormat}`,
    delimiter: file.delimiter ?? '',
    encoding: file.encoding.name,
    model,
  };
  return writeToFile(output, task);
}

/** Finds where to go on. @throws {UsageError} when standard input is not what it was. */
async function goOn(
  { input }: Options,
  { window, format }: OpenFile,
  { checkpoints }: Output,
  say: JudgeFile['say'],
): Promise<Checkpoint | undefined> {
  const from = format && (await resume(window, checkpoints));
  const last = checkpoints.at(-1);
  if (last && input === undefined && from !== last)
    throw new UsageError(
      'Standard input is not what it was; choose another --out, or delete what was begun.',
    );
  if (last && from !== last) say('The file has changed since; its rows are judged again from there.');
  if (from && from.rows > 0) say(`Going on after row ${from.rows + from.skipped}.`);
  return from;
}

/** A bar needs to know how much there is, and a terminal that shows no rows. */
function openBar({ output }: Options, size: number): SingleBar | undefined {
  if (size === 0 || (output === undefined && process.stdout.isTTY)) return undefined;
  const bar = new SingleBar({ format: '{bar} {percentage}% | {rows} rows | {eta_formatted} left' });
  bar.start(size, 0, { rows: 0 });
  return bar;
}

function advice({ output }: Options, rows: number): string {
  return output === undefined
    ? `${rows} rows were written; with --out FILE the same command would go on from there.`
    : `${rows} rows are kept in ${output}.part; give the same command again to go on from there.`;
}
