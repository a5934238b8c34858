import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('./index.ts', import.meta.url));
const asked = promisify(execFile);

/** @returns what it says, and its exit code. */
async function simulate(...args: readonly string[]): Promise<{ said: string; code: number }> {
  try {
    const { stdout } = await asked(process.execPath, [program, ...args], { maxBuffer: 1e8 });
    return { said: stdout, code: 0 };
  } catch (error) {
    const { stdout, code } = error as { stdout: string; code: number };
    return { said: stdout, code };
  }
}

describe('A simulation of the whole service', function () {
  this.timeout(600_000);
  this.slow(60_000);

  it('breaks no rule in a few histories', async () => {
    const { said, code } = await simulate('--seed', '1', '--runs', '5');
    assert.equal(code, 0, said);
    assert.match(said, /^5 histories .* no rule was broken$/m);
  });

  it('plays a seed again event for event', async () => {
    const play = () => simulate('--seed', '4', '--runs', '1', '--timeline');
    const [once, again] = await Promise.all([play(), play()]);
    const events = ({ said }: { said: string }) => said.split('\n').slice(0, -2);
    assert.ok(events(once).length > 20);
    assert.deepEqual(events(again), events(once));
  });

  it('finds a fault that was put into the service, and shows the shortest history that does', async () => {
    const { said, code } = await simulate('--fault', 'window-one-short', '--runs', '200');
    assert.equal(code, 1);
    assert.match(said, /breaks: incidents: none for three bad votes/);
    assert.match(said, /shortest history that does, \d+ of \d+ events:/);
    assert.match(said, /again: npm run simulate -- --seed \d+ --runs 1/);
  });
});
