// Judges a file in this process, with a classifier that says the length of the post and may end the run.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFormat } from '../../src/cli/input/open-format.ts';
import { openSource } from '../../src/cli/input/source.ts';
import { judgeFile } from '../../src/cli/judge-file.ts';
import { readOptions } from '../../src/cli/options.ts';
import { scoresOf, type Verdict } from '../../src/sentiment/verdict.ts';

export const MODEL = 'abcdefabcdef';

const SCORES = ['verdict_negative', 'verdict_neutral', 'verdict_positive'];
/** The columns that a verdict adds. */
export const VERDICT_NAMES: readonly string[] = ['verdict_label', 'verdict_probability', ...SCORES].concat([
  'verdict_certain',
  'verdict_lang',
  'verdict_truncated',
  'verdict_model',
  'verdict_topics',
  'verdict_act',
  'verdict_needs_answer',
]);

/** What the classifier here says: nothing to an empty post, else how long it is. */
export function verdictOn(post: string): Verdict | null {
  if (post === '') return null;
  const probability = post.length / 1000;
  const scores = scoresOf(probability, 0.25);
  return {
    label: 'negative',
    scores,
    probability,
    certain: false,
    language: 'und',
    truncated: false,
    model: MODEL,
    topics: [
      { name: 'baggage', probability: 0.9 },
      { name: 'staff', probability: 0.6 },
    ],
    act: 'complaint',
    needsAnswer: 0.75,
  };
}

/** The cells of that verdict in CSV. */
export function cellsOn(post: string): string[] {
  const found = verdictOn(post);
  if (!found) return Array(12).fill('');
  const { negative, neutral, positive } = found.scores;
  return [
    'negative',
    ...[found.probability, negative, neutral, positive].map((share) => String(Number(share.toFixed(4)))),
    'false',
    'und',
    'false',
    MODEL,
    'baggage staff',
    'complaint',
    '0.75',
  ];
}

export interface Judged {
  /** What stopped it; undefined when all was judged. */
  readonly error: unknown;
  readonly said: readonly string[];
  readonly posts: readonly string[];
  /** The file that was written; undefined while there is none. */
  readonly bytes: Buffer | undefined;
  readonly text: string;
}

/** @param diesAt the post at which the run ends, counted from 0. */
export async function judge(
  folder: string,
  name: string,
  content: string | Buffer,
  args: readonly string[] = [],
  diesAt = Number.POSITIVE_INFINITY,
): Promise<Judged> {
  const input = join(folder, name);
  writeFileSync(input, content);
  const out = join(folder, `out-${name}`);
  const options = readOptions([input, ...(args.includes('--out') ? [] : ['--out', out]), ...args]);
  const source = openSource(input);
  const posts: string[] = [];
  const said: string[] = [];
  const classifier = {
    model: MODEL,
    async classify(post: string) {
      if (posts.length >= diesAt) throw new Error('killed');
      posts.push(post);
      return verdictOn(post);
    },
  };
  let error: unknown;
  try {
    const file = await openFormat(source.bytes, name, options);
    await judgeFile({
      options,
      source: { ...source, size: 0 },
      file,
      classifier,
      say: (line) => said.push(line),
    });
  } catch (reason) {
    error = reason;
  } finally {
    source.close();
  }
  const bytes = existsSync(options.output!) ? readFileSync(options.output!) : undefined;
  return { error, said, posts, bytes, text: bytes?.toString('utf8') ?? '' };
}
