// `npm run bench`: how near the service comes to what ONNX Runtime can do on this machine. Machines are noisy, so every
// figure is taken several times, in turn with the limit, and what counts is the median of the ratios.
//   npm run bench -- --seconds 3 --rounds 5 --workers 2 --write      (--write keeps the table in docs/speed.md)
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { createClassifier } from '../../src/sentiment/classifier.ts';
import { posts } from '../fixtures/posts.ts';
import { measureClassifier } from './classifier.ts';
import { openLimit } from './limit.ts';
import { type Load, startService } from './predict.ts';
import { keepSection } from './report.ts';

const MODEL = 'models/production';
const CONNECTIONS = 32;

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
    workers: { type: 'string', default: String(availableParallelism()) },
    write: { type: 'boolean', default: false },
  },
});
const [seconds, rounds, workers] = [values.seconds, values.rounds, values.workers].map(Number);
if (!(seconds! > 0 && rounds! > 0 && workers! > 0)) {
  process.stderr.write('--seconds, --rounds and --workers take numbers above 0.\n');
  process.exit(2);
}

interface Round {
  readonly limit: number;
  readonly classifier: number;
  readonly alone: Load;
  readonly together: Load;
  readonly loopDelayP99: number;
}

const service = await startService(workers!);
const limit = await openLimit(posts, MODEL, workers!);
const classifier = await createClassifier({ modelDir: MODEL, workers: workers!, queueLimit: CONNECTIONS });

async function measureRound(): Promise<Round> {
  const [limitRate, classifierRate] = [
    await limit.measure(seconds!),
    await measureClassifier(classifier, posts, seconds!, CONNECTIONS),
  ];
  const alone = await service.load(posts, 1, seconds!);
  await service.condition();
  const together = await service.load(posts, CONNECTIONS, seconds!);
  const { loopDelayP99 } = await service.condition();
  if (alone.failed + together.failed > 0) throw new Error('Some requests failed: this is no measurement.');
  return { limit: limitRate, classifier: classifierRate, alone, together, loopDelayP99 };
}

const taken: Round[] = [];
for (let round = 1; round <= rounds!; round++) {
  process.stderr.write(`\rround ${round} of ${rounds} …`);
  taken.push(await measureRound());
}
const { residentMb } = await service.condition();
process.stderr.write('\r');
await service.stop();
await classifier.close();
await limit.close();

function median(figure: (round: Round) => number): number {
  const sorted = taken.map(figure).sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const rate = (figure: (round: Round) => number) => `${median(figure).toFixed(0)} posts/s`;
const ratio = (figure: (round: Round) => number) => median((round) => figure(round) / round.limit);
const latency = (load: (round: Round) => Load) =>
  `${median((round) => load(round).p50).toFixed(0)} / ${median((round) => load(round).p99).toFixed(0)} ms`;

const table = [
  ['what', 'median', 'p50 / p99', 'of the limit', 'bar'],
  ['---', '--:', '--:', '--:', '--:'],
  [`limit: ONNX Runtime alone, ${workers} threads`, rate((r) => r.limit), '', '1', ''],
  ['classifier', rate((r) => r.classifier), '', ratio((r) => r.classifier).toFixed(2), '>= 0.85'],
  [
    '`POST /predict`, 1 connection',
    rate((r) => r.alone.rate),
    latency((r) => r.alone),
    ratio((r) => r.alone.rate).toFixed(2),
    '',
  ],
  [
    `\`POST /predict\`, ${CONNECTIONS} connections`,
    rate((r) => r.together.rate),
    latency((r) => r.together),
    ratio((r) => r.together.rate).toFixed(2),
    '>= 0.75',
  ],
  [
    'event-loop delay under that load, p99',
    `${median((r) => r.loopDelayP99).toFixed(1)} ms`,
    '',
    '',
    '<= 20 ms',
  ],
  ['ready after', `${service.readySeconds.toFixed(2)} s`, '', '', '<= 2.5 s'],
  [`resident memory after all this, ${workers} workers`, `${residentMb.toFixed(0)} MB`, '', '', '<= 500 MB'],
]
  .map((row) => `| ${row.join(' | ')} |`)
  .join('\n');

const report = `# Speed

Measured by \`npm run bench\` on ${new Date().toISOString().slice(0, 10)}: ${cpus()[0]!.model.trim()}, ${availableParallelism()} cores, Node ${process.version},
model ${classifier.model}, ${posts.length} posts in French and English, ${rounds} rounds of ${seconds} s for each figure, taken in turn. A ratio is the
median of the ratios of the rounds. The client of \`POST /predict\` ran on the same cores, and each answer waits until
its prediction is on disk.

${table}
`;
process.stdout.write(report);
if (values.write) await keepSection(report);
