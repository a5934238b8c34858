// `npm run bench:challenger`: what a challenger costs those who wait for an answer. Two services, one with a challenger of the
// same size and one without, are asked in turn at a rate that they can bear; what counts is the median of the ratios of p99.
//   npm run bench:challenger -- --seconds 20 --rounds 7 --rate 20 --write     (--write keeps the section in docs/speed.md)
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { posts } from '../fixtures/posts.ts';
import { copyModel } from '../sentiment/model-copy.ts';
import { type Load, startService } from './predict.ts';
import { keepSection } from './report.ts';

const CONNECTIONS = 4;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '7' },
    rate: { type: 'string', default: '20' },
    share: { type: 'string', default: '10' },
    write: { type: 'boolean', default: false },
  },
});
const [seconds, rounds, rate, share] = [values.seconds, values.rounds, values.rate, values.share].map(Number);
if (!(seconds! > 0 && rounds! > 0 && rate! > 0 && share! > 0)) {
  process.stderr.write('--seconds, --rounds, --rate and --share take numbers above 0.\n');
  process.exit(2);
}

const folder = await mkdtemp(join(tmpdir(), 'air-paradis-challenger-'));
await copyModel(folder, { version: 'cccccccccccc', calibration: { temperature: 3 } });
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

const rows: { readonly without: Load; readonly alongside: Load }[] = [];
for (let round = 0; round < rounds!; round++) {
  process.stderr.write(`\rround ${round + 1} of ${rounds} …`);
  const order = round % 2 === 0 ? [without, alongside] : [alongside, without];
  const taken: Load[] = [];
  for (const service of order) taken.push(await service.load(posts, CONNECTIONS, seconds!, rate!));
  if (taken.some(({ failed }) => failed > 0))
    throw new Error('Some requests failed: this is no measurement.');
  if (round % 2) taken.reverse();
  rows.push({ without: taken[0]!, alongside: taken[1]! });
}
process.stderr.write('\r');
const found = await challenger();
await without.stop();
await alongside.stop();
await rm(folder, { recursive: true });

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
const figure = (which: 'without' | 'alongside', what: 'rate' | 'p50' | 'p99') =>
  median(rows.map((row) => row[which][what])).toFixed(0);
const ratio = (what: 'p50' | 'p99') => median(rows.map((row) => row.alongside[what] / row.without[what]));
const line = (name: string, which: 'without' | 'alongside') =>
  `| ${name} | ${figure(which, 'rate')} posts/s | ${figure(which, 'p50')} ms | ${figure(which, 'p99')} ms |`;

const report = `## Speed with a challenger

Measured by \`npm run bench:challenger\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0]!.model.trim()}, ${workers} cores, Node ${process.version};
${rounds} rounds of ${seconds} s, ${rate} posts a second on ${CONNECTIONS} connections, asked of two services in turn. The challenger, a model of
the same size, judged ${found.judged} posts (${share} % of them were offered to it); loading it took ${found.memory_mb} MB.

| \`POST /predict\` | median | p50 | p99 |
| --- | --: | --: | --: |
${line('without a challenger', 'without')}
${line('with a challenger', 'alongside')}
| median of the ratios of the rounds (bar: p99 <= 1.05) | | ${ratio('p50').toFixed(2)} | ${ratio('p99').toFixed(2)} |
`;
process.stdout.write(report);
if (values.write) await keepSection(report);
