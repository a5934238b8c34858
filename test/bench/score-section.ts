// `lab score`, the way of archives: posts a second on two threads, by this build and by an older one, each with its own lab and model.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { posts } from '../fixtures/posts.ts';
import { median } from './median.ts';
import { bringOldBuild, OLD_BUILD } from './old-build.ts';
import { measuredBy, type Section, tableOf, takeRounds } from './section.ts';

const HEADING = '## Archives';
const HERE = fileURLToPath(new URL('../..', import.meta.url));
const PYTHON = join(HERE, 'models/.venv/bin/python');
const THREADS = 2;
/** Each file is a part, which one thread judges. */
const FILES = 8;
const POSTS_A_FILE = 250;

/** What the older lab imports and this one does not have any more. */
const LEFT = 'py3langid==0.4.0';

/** @returns where Python finds the older lab, and what it needs beside the packages of this one. */
async function bringOldLab(folder: string): Promise<readonly string[]> {
  const packages = join(folder, 'models/.packages');
  if (!existsSync(packages))
    await promisify(execFile)(PYTHON, [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--no-deps',
      '--target',
      packages,
      LEFT,
    ]);
  return [join(folder, 'models'), packages];
}

/** @returns the paths of the archive's files. */
async function makeArchive(folder: string): Promise<string[]> {
  const lines = Array.from({ length: POSTS_A_FILE }, (_, at) =>
    JSON.stringify({ text: posts[at % posts.length] }),
  );
  const files = Array.from({ length: FILES }, (_, file) => join(folder, `posts-${file}.jsonl`));
  await Promise.all(files.map((file) => writeFile(file, `${lines.join('\n')}\n`)));
  return files;
}

/** @returns posts a second by a lab, as it tells them itself. */
async function judge(lab: readonly string[], files: readonly string[], out: string): Promise<number> {
  const args = ['-m', 'lab', 'score', ...files, '--out', out, '--workers', String(THREADS)];
  const env = { ...process.env, PYTHONPATH: lab.join(':') };
  const { stdout } = await promisify(execFile)(PYTHON, args, { cwd: dirname(lab[0]!), env });
  await rm(out, { recursive: true });
  const [, rate] = /\((\d+)\/s\)/.exec(stdout) ?? [];
  if (rate === undefined) throw new Error(`lab score told no posts a second: ${stdout}`);
  return Number(rate);
}

/** The older build and this one, each with the packages that the lab has now. */
export const scoreSection: Section = async ({ rounds }) => {
  if (!existsSync(PYTHON))
    return `${HEADING}\n\nNot measured: the lab is not installed; run: npm run lab:setup\n`;
  const before = await bringOldBuild();
  if (!before)
    return `${HEADING}\n\nNot measured: this clone does not reach back to ${OLD_BUILD}; run: git fetch --unshallow\n`;
  const folder = await mkdtemp(join(tmpdir(), 'air-paradis-score-'));
  try {
    const labs = { now: [join(HERE, 'models')], earlier: await bringOldLab(before) };
    const files = await makeArchive(folder);
    const out = join(folder, 'verdicts');
    const taken = await takeRounds(rounds, async () => ({
      now: await judge(labs.now, files, out),
      earlier: await judge(labs.earlier, files, out),
    }));
    const middle = (figure: 'now' | 'earlier') => median(taken.map((round) => round[figure])).toFixed(0);
    const ratio = median(taken.map(({ now, earlier }) => now / earlier));
    return `${HEADING}

${measuredBy('npm run bench -- score')}. \`lab score\` judged ${FILES} files of ${POSTS_A_FILE} posts
on ${THREADS} threads, in ${rounds} rounds, this build and ${OLD_BUILD} in turn, each with its own lab and model and the same packages; to load the
model is part of it.

${tableOf([
  ['what', 'now', 'then', 'ratio', 'must', 'aim'],
  [
    `\`lab score\`, ${THREADS} threads, to the older build`,
    `${middle('now')} posts/s`,
    `${middle('earlier')} posts/s`,
    `${ratio.toFixed(2)}×`,
    '2.2×',
    '3×',
  ],
])}
`;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
