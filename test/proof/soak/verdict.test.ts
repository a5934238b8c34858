import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { changeOf, cutsOf, median, quantile, slope } from './flatness.ts';
import { livingHeap, SAYS_WHAT_LIVES } from './living-heap.ts';
import { judge, type Minute, type Run, type Sample } from './verdict.ts';

const HOUR = 3600;

/** A run of an hour that is flat throughout, but for what a test changes. */
function run({
  sample = () => ({}),
  minute = () => ({}),
  ...changes
}: {
  sample?: (at: number) => Partial<Sample>;
  minute?: (at: number) => Partial<Minute>;
} & Partial<Run> = {}): Run {
  const every = (seconds: number) => Array.from({ length: HOUR / seconds }, (_, i) => (i + 1) * seconds);
  const flat = { residentMb: 400, heapMb: 90, livingMb: 70, externalMb: 12, descriptors: 48, resources: 17 };
  return {
    seconds: HOUR,
    samples: every(10).map((at) => ({
      ...{ at, ...flat, connections: 4, jobs: 0, orders: 0, processorSeconds: at / 4 },
      ...sample(at),
    })),
    minutes: every(60).map((at) => ({ at, posts: 900, p50: 40, p99: 120, ...minute(at) })),
    lost: 0,
    doubled: 0,
    left: 0,
    warnings: 0,
    ...changes,
  };
}

const broken = (of: Run) =>
  judge(of)
    .filter(({ holds }) => !holds)
    .map(({ what }) => what);

describe('A soak', () => {
  it('holds when nothing grows', () => {
    assert.deepEqual(broken(run()), []);
  });

  it('holds when memory rises while it warms up, and jumps once in between', () => {
    const sample = (at: number) => ({ residentMb: at < 600 ? at / 1.5 : at === 1800 ? 900 : 400 });
    assert.deepEqual(broken(run({ sample })), []);
  });

  it('does not hold when memory is 3 % more at the end, however slowly it came', () => {
    const rising = (share: number) => (at: number) => ({ residentMb: 400 * (1 + (share * at) / HOUR) });
    assert.deepEqual(broken(run({ sample: rising(0.02) })), []);
    assert.deepEqual(broken(run({ sample: rising(0.06) })), ['resident memory']);
  });

  it('does not hold when a descriptor is left open every quarter of an hour', () => {
    const sample = (at: number) => ({ descriptors: 48 + Math.floor(at / 900) });
    assert.deepEqual(broken(run({ sample })), ['open descriptors']);
  });

  it('holds when requests come and go, whenever garbage is collected, and does not when what lives grows', () => {
    const busy = (at: number) => ({ descriptors: 48 + (at % 70), resources: 17 + (at % 50) });
    assert.deepEqual(broken(run({ sample: busy })), []);
    const garbage = (at: number) => ({ heapMb: 90 + (at % 110) + at / 60 });
    assert.deepEqual(broken(run({ sample: garbage })), []);
    const leak = (at: number) => ({ livingMb: 70 + at / 300 });
    assert.deepEqual(broken(run({ sample: leak })), ['heap after collections']);
  });

  it('does not hold when timers gather', () => {
    const sample = (at: number) => ({ resources: 17 + at / 600 });
    assert.deepEqual(broken(run({ sample })), ['sockets, timers and pipes of Node']);
  });

  it('does not hold when the slowest posts get slower, and does when one minute was bad', () => {
    const slower = (at: number) => ({ p99: 120 + at / 60 });
    assert.deepEqual(broken(run({ minute: slower })), ['arrival to reply, p99 of a minute']);
    assert.deepEqual(broken(run({ minute: (at) => (at === HOUR ? { p99: 5000 } : {}) })), []);
  });

  it('does not hold when posts were lost or answered twice, something waits, or Node has warned', () => {
    assert.deepEqual(broken(run({ lost: 1, doubled: 1, left: 1, warnings: 1 })), [
      'posts without a reply',
      'posts with two replies',
      'jobs and messages left at the end',
      'warnings of Node',
    ]);
  });

  it('is not judged without figures', () => {
    assert.throws(() => judge(run({ samples: [] })), /nothing was measured/);
  });
});

describe('What a soak counts with', () => {
  it('is the value in the middle, or between the two in the middle', () => {
    assert.equal(median([9, 1, 4]), 4);
    assert.equal(median([9, 1, 4, 6]), 5);
  });

  it('is a quantile by the nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, i) => 100 - i);
    assert.equal(quantile(hundred, 0.99), 99);
    assert.equal(quantile([7], 0.99), 7);
  });

  it('is a slope that one odd value does not move', () => {
    const line = Array.from({ length: 20 }, (_, i) => ({ at: 10 * i, value: 5 + 3 * i }));
    assert.equal(slope(line), 0.3);
    assert.equal(slope(line.with(7, { at: 70, value: 1e6 })), 0.3);
    assert.equal(slope([{ at: 0, value: 1 }]), 0);
  });

  it('leaves the warm-up out: ten minutes of an hour, and of a shorter run as large a part', () => {
    assert.deepEqual(cutsOf(HOUR), { warm: 600, span: 300 });
    assert.deepEqual(cutsOf(2 * HOUR), { warm: 600, span: 300 });
    assert.deepEqual(cutsOf(600), { warm: 100, span: 60 });
    const points = [10, 20, 700, 800, 3500, 3600].map((at) => ({ at, value: at < 600 ? 1000 : 50 }));
    assert.deepEqual(changeOf(points, HOUR), { begin: 50, end: 50, perHour: 0 });
  });
});

describe('What a program says of its heap', () => {
  it('is what its last full collection has left, and nothing before the first', async () => {
    const work = 'const kept = new Array(1e6).fill(0.5); gc(); setTimeout(() => kept, 100);';
    const child = spawn(process.execPath, ['--expose-gc', '--import', SAYS_WHAT_LIVES, '--eval', work], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const said = (await child.stderr.toArray()).join('');
    assert.ok(livingHeap(said) > 8e6, said);
    assert.equal(livingHeap(''), Number.NaN);
    assert.equal(livingHeap('lives: 1\nWarning: lives: none\nlives: 23\nand so on'), 23);
  });
});
