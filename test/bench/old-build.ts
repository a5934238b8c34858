// The build that the service is measured against, checked out and installed beside this one.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The last build whose model had twelve layers and two labels, as it was deployed. */
export const OLD_BUILD = '833e277';

const HERE = fileURLToPath(new URL('../..', import.meta.url));
const FOLDER = fileURLToPath(new URL(`../../build/before/${OLD_BUILD}`, import.meta.url));

/**
 * Brings its sources and the packages that it runs on, once; some minutes.
 * @returns its folder; undefined in a clone that does not reach back so far.
 */
export async function bringOldBuild(): Promise<string | undefined> {
  const commit = `${OLD_BUILD}^{commit}`;
  if (spawnSync('git', ['cat-file', '-e', commit], { cwd: HERE }).status !== 0) return undefined;
  if (existsSync(FOLDER)) return FOLDER;
  process.stderr.write(`installing ${OLD_BUILD} beside this build …\n`);
  const beginning = `${FOLDER}.begun`;
  await rm(beginning, { recursive: true, force: true });
  await mkdir(dirname(beginning), { recursive: true });
  const sources = execFileSync('git', ['archive', OLD_BUILD], { cwd: HERE, maxBuffer: 2 ** 30 });
  await mkdir(beginning);
  execFileSync('tar', ['-x', '-C', beginning], { input: sources });
  // Node itself is that of this build; no other package that runs has an install script that is needed.
  const install = ['ci', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  execFileSync('npm', install, { cwd: beginning, stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync('mv', [beginning, FOLDER]);
  return FOLDER;
}
