import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../', import.meta.url));
const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8')) as {
  scripts: Record<string, string>;
};
/** Scripts that end in a program of this repository, and its arguments; what comes before builds what it needs. */
const OWN = Object.entries(scripts).flatMap(([name, command]) => {
  const [, args] = /(?:^|&& )node ((?:--\S+ )*\S+\.ts(?: \w+)?)$/.exec(command) ?? [];
  return args === undefined ? [] : [{ name, args: args.split(' ') }];
});

describe('The command line of npm scripts', function () {
  this.timeout(180_000);

  it(`says with --help how to use each of them, and does nothing else`, async () => {
    assert.ok(OWN.length >= 20);
    const faults: string[] = [];
    const waiting = [...OWN];
    const work = async () => {
      for (let script = waiting.pop(); script; script = waiting.pop()) {
        const { name, args } = script;
        const options = { cwd: ROOT, env: {}, timeout: 60_000 };
        const { stdout, stderr } = await promisify(execFile)(
          process.execPath,
          [...args, '--help'],
          options,
        ).catch((error: Error) => ({ stdout: '', stderr: error.message }));
        const named = stdout.includes(name === 'start' ? 'npm start' : `npm run ${name}`);
        if (!named || !/\n\n\S.{20}/.test(stdout) || stderr !== '')
          faults.push(`${name}: ${stdout}${stderr}`);
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    assert.deepEqual(faults, []);
  });

  for (const [what, args, reason] of [
    ['an argument that a script does not take', ['manifest/index.ts', 'now'], /Unexpected argument 'now'/],
    [
      'an option that does not exist',
      ['test/bench/index.ts', '--minutes', '3'],
      /Unknown option '--minutes'/,
    ],
    ['a number that is none', ['test/bench/spikes.ts', 'many'], /CHANNELS is a whole number/],
    ['a key without scopes', ['src/api/auth/new-key.ts', 'bot'], /needs a name and scopes/],
    ['a model that is not named', ['src/cli/model.ts', 'use'], /Name one version/],
  ] as const)
    it(`is refused with its usage, for ${what}`, () => {
      const { status, stdout, stderr } = spawnSync(process.execPath, args, {
        cwd: ROOT,
        env: {},
        encoding: 'utf8',
      });
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, reason);
      assert.match(stderr, /\n\nnpm run /);
    });
});
