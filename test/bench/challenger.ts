// `npm run bench:challenger`: what a challenger costs those who wait for an answer. Two services, one with a challenger of the
// same size and one without, are asked in turn at a rate that they can bear: without, with, and without once more. What counts
// is the median of the ratios of p99; that of the service without to itself says how much of it is noise.
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCommandLine, refuse } from '../../src/command-line.ts';
import { posts } from '../fixtures/posts.ts';
import { copyModel } from '../sentiment/model-copy.ts';
import type { Load } from './load.ts';
import { median } from './median.ts';
import { startService } from './predict.ts';
import { keepSection } from './report.ts';

const CONNECTIONS = 4;

const USAGE = `npm run bench:challenger -- [options]

Measures what a challenger costs those who wait for an answer: p99 with one and without, as a ratio.

  --seconds N   how long each measurement takes (default: 20)
  --rounds N    measurements of each kind, taken in turn (default: 7)
  --rate N      requests a second (default: 20)
  --share N     posts of a hundred that the challenger judges (default: 10)
  --write       keep the section in docs/speed.md
`;

const { values } = readCommandLine(USAGE, {
  options: {
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '7' },
    rate: { type: 'string', default: '20' },
    share: { type: 'string', default: '10' },
    write: { type: 'boolean', default: false },
  },
});
const [seconds, rounds, rate, share] = [values.seconds, values.rounds, values.rate, values.share].map(Number);
if (!(seconds! > 0 && rounds! > 0 && rate! > 0 && share! > 0))
  refuse('--seconds, --rounds, --rate and --share take numbers above 0.', USAGE);

const folder = await mkdtemp(join(tmpdir(), 'air-paradis-challenger-'));
await copyModel(folder, { version: 'cccccccccccc', temperature: 3 });
const workers = availableParallelism();
const without = await startService(workers);
const alongside = await startService(workers, { CHALLENGER_DIR: folder, CHALLENGER_SHARE: String(share) });
const challenger = async () =>
  (await (await fetch(`${alongside.url}/challenger`)).json()) as {
    state: string;
    judged: number;
    memory_mb: number;
  };
while ((await challenger()).state === 'loading') await new Promise((resolve) => setTimeout(resolve, 100));

interface Round {
  readonly before: Load;
  readonly alongside: Load;
  readonly after: Load;
}
const taken: Round[] = [];
for (let round = 1; round <= rounds!; round++) {
  process.stderr.write(`\rround ${round} of ${rounds} …`);
  const load = async (service: typeof without) => {
    const measured = await service.load(posts, CONNECTIONS, seconds!, rate!);
    if (measured.failed > 0) throw new Error('Some requests failed: this is no measurement.');
    return measured;
  };
  taken.push({
    before: await load(without),
    alongside: await load(alongside),
    after: await load(without),
  });
}
process.stderr.write('\r');
const found = await challenger();
await without.stop();
await alongside.stop();
await rm(folder, { recursive: true });

const figures = (name: string, loads: readonly Load[]) => {
  const of = (what: 'rate' | 'p50' | 'p99') => median(loads.map((load) => load[what])).toFixed(0);
  return `| ${name} | ${of('rate')} posts/s | ${of('p50')} ms | ${of('p99')} ms |`;
};
const ratios = (name: string, ratio: (round: Round, what: 'p50' | 'p99') => number) => {
  const of = (what: 'p50' | 'p99') => median(taken.map((round) => ratio(round, what))).toFixed(2);
  return `| ${name} | | ${of('p50')} | ${of('p99')} |`;
};
const spread = taken.map(({ before, after }) => after.p99 / before.p99).sort((a, b) => a - b);

const report = `## Speed with a challenger

Measured by \`npm run bench:challenger\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0]!.model.trim()}, ${workers} cores, Node ${process.version};
${rounds} rounds of ${seconds} s, ${rate} posts a second on ${CONNECTIONS} connections, asked of two services in turn. The challenger, a model of
the same size, judged ${found.judged} posts (${share} % of them were offered to it); loading it took ${found.memory_mb} MB.

| \`POST /predict\` | median | p50 | p99 |
| --- | --: | --: | --: |
${figures(
  'without a challenger',
  taken.flatMap(({ before, after }) => [before, after]),
)}
${figures(
  'with a challenger',
  taken.map((round) => round.alongside),
)}
${ratios('with, to the mean of without before and after (bar: p99 <= 1.05)', (round, what) => (2 * round.alongside[what]) / (round.before[what] + round.after[what]))}
${ratios('without, to itself: the noise', ({ before, after }, what) => after[what] / before[what])}

The last ratio of p99 lay between ${spread[0]!.toFixed(2)} and ${spread.at(-1)!.toFixed(2)}.
`;
process.stdout.write(report);
if (values.write) await keepSection(report);
