import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { shrink } from './shrink.ts';

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

  it('sees no second reply in the history that found one, after an edit, beside one whose answer was lost', async () => {
    const { said, code } = await simulate('--seed', '7', '--runs', '1');
    assert.equal(code, 0, said);
  });

  it('sees a replica forget what it could not begin to send once another sends, in the history in which it did not', async () => {
    const { said, code } = await simulate('--seed', '84', '--runs', '1');
    assert.equal(code, 0, said);
  });

  it('sees a replica that froze take up what another left that sent and died meanwhile, in the history in which it did not', async () => {
    const { said, code } = await simulate('--seed', '2000129', '--runs', '1');
    assert.equal(code, 0, said);
  });

  for (const seed of ['1000511', '1100004'])
    it(`sees posts of one thread answered in turn by replicas whose clocks are apart, in history ${seed}, in which they were not`, async () => {
      const { said, code } = await simulate('--seed', seed, '--runs', '1');
      assert.equal(code, 0, said);
    });

  it('sees the service live on in the history in which a model was chosen while telemetry was away', async () => {
    const { said, code } = await simulate('--seed', '14', '--runs', '1');
    assert.equal(code, 0, said);
  });

  it('breaks no rule in a history in which sixty posts come within seconds, and batches', async () => {
    const { said, code } = await simulate('--seed', '26', '--runs', '1', '--timeline');
    assert.equal(code, 0, said);
    const posts = [...said.matchAll(/^ *([\d.]+) #\d+ post /gm)].map(([, at]) => Number(at));
    const within = posts.map((at) => posts.filter((other) => other >= at && other < at + 8).length);
    assert.ok(Math.max(...within) >= 60);
    assert.match(said, /^ *[\d.]+ #\d+ batch /m);
  });

  it('plays a seed again event for event', async () => {
    const play = () => simulate('--seed', '4', '--runs', '1', '--timeline');
    const [once, again] = await Promise.all([play(), play()]);
    const events = ({ said }: { said: string }) => said.split('\n').slice(0, -2);
    assert.ok(events(once).length > 20);
    assert.deepEqual(events(again), events(once));
  });

  it('plays histories in several processes, each once', async () => {
    const { said, code } = await simulate('--seed', '1', '--runs', '3', '--jobs', '2');
    assert.equal(code, 0, said);
    assert.deepEqual(said.match(/^\d histories from seed \d/gm)?.sort(), [
      '1 histories from seed 3',
      '2 histories from seed 1',
    ]);
  });

  it('breaks no rule in a few histories on PostgreSQL', async () => {
    const { said, code } = await simulate(
      '--store',
      'postgres',
      '--seed',
      '1',
      '--runs',
      '3',
      '--shrink',
      '1',
    );
    assert.equal(code, 0, said);
    assert.match(said, /^3 histories .* no rule was broken$/m);
  });

  it('tells of a rule that broke in one of several processes', async () => {
    const fault = ['--fault', 'tally-without-vote', '--quick'];
    const { said, code } = await simulate('--runs', '2', '--jobs', '2', ...fault);
    assert.equal(code, 1, said);
  });

  it('finds a fault that was put into the service', async () => {
    const { said, code } = await simulate('--fault', 'failed-job-is-dropped', '--runs', '40', '--quick');
    assert.equal(code, 1);
    assert.match(said, /^seed \d+ breaks: /m);
  });
});

describe('A burst of negatives in a history', function () {
  this.timeout(600_000);
  this.slow(60_000);

  for (const [fault, seed, rule] of [
    ['spike-told-again', '1', 'told of twice'],
    ['spike-among-many', '11', 'told of nowhere'],
  ] as const)
    it(`breaks a rule where it is ${rule}`, async () => {
      const { said, code } = await simulate('--seed', seed, '--runs', '1', '--fault', fault, '--quick');
      assert.equal(code, 1);
      assert.match(said, /breaks: spikes: /);
    });
});

describe('A history that fails', () => {
  const history = Array.from({ length: 40 }, (_, id) => ({ id, at: id, kind: 'fail over' as const }));
  const play = async (part: readonly { readonly id: number }[]) => {
    const has = (id: number) => part.some((each) => each.id === id);
    return {
      wrong: has(7) && has(31) ? ['votes: lost'] : has(7) ? ['mails: two'] : [],
      brokenAt: undefined as number | undefined,
    };
  };
  const failed = { wrong: ['votes: lost'], brokenAt: undefined };
  const always = () => true;

  it('is made as short as it can be with the same rule broken', async () => {
    const { history: shortest, result } = await shrink(history, failed, play, always);
    assert.deepEqual(
      shortest.map(({ id }) => id),
      [7, 31],
    );
    assert.deepEqual(result.wrong, ['votes: lost']);
  });

  it('loses first what happened after the rule was broken', async () => {
    const lengths: number[] = [];
    const note = async (part: readonly { readonly id: number }[]) => {
      lengths.push(part.length);
      return play(part);
    };
    const { history: shortest } = await shrink(history, { ...failed, brokenAt: 32 }, note, always);
    assert.equal(lengths[0], 33);
    assert.equal(shortest.length, 2);
  });

  it('is not made shorter once there is no more time for it', async () => {
    let played = 0;
    const count = async (part: readonly { readonly id: number }[]) => {
      played += 1;
      return play(part);
    };
    const { history: shortest } = await shrink(history, failed, count, () => played < 5);
    assert.equal(played, 5);
    assert.ok(shortest.length > 2 && shortest.length < 40);
  });
});
