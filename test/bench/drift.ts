// How soon drift is found, and how often where there is none: 200 runs of quiet days, and 200 of each kind of shift.
// Posts are judged once by the model in service, then drawn again and again; the same seed gives the same table.
import { readFile, writeFile } from 'node:fs/promises';
import { readCommandLine } from '../../src/command-line.ts';
import { createClassifier } from '../../src/sentiment/classifier.ts';
import { fromFolder, fromTemplates, judgeAll, type KnownPost } from './drift/posts.ts';
import { createRandom } from './drift/random.ts';
import { AN_HOUR, baseline, type Detection, detect, falseAlarms } from './drift/replay.ts';
import { createTraffic, QUIET, SHIFTS } from './drift/world.ts';

const SEED = 20261124;
const EACH = 250;
const RUNS = 200;
const QUIET_DAYS = 10;
const WITHIN = 1000;
const LEAST_FOUND = 0.95;
const MOST_FALSE = 0.01;
const FILE = 'docs/drift.md';
const [BEGIN, END] = ['<!-- bench:drift -->', '<!-- end -->'];

const USAGE = `npm run bench:drift -- [FOLDER] [--write]

Measures how soon drift is found, and how often where there is none.

  FOLDER    has dev/ and test/ of labelled posts (csv.gz: label, text, lang); the lab's templates are filled without it
  --write   keep the table in ${FILE}
`;

const { values, positionals } = readCommandLine(USAGE, {
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false } },
});
const [folder] = positionals;

const known = await judge();
const random = createRandom(SEED);
const draw = createTraffic(known, random);
const references = Array.from({ length: RUNS }, () => baseline(draw));

const alarms = references.reduce((sum, reference) => sum + falseAlarms(draw, reference, QUIET_DAYS), 0);
const falseShare = alarms / (RUNS * QUIET_DAYS);
const rows = Object.entries(SHIFTS).map(([name, change]) => {
  const found = references.map((reference) => detect(draw, reference, { ...QUIET, ...change }, WITHIN));
  return rowOf(name, found);
});
const right =
  known.filter(({ negative, plain }) => negative === plain.probability < 0.5).length / known.length;
const failed = falseShare > MOST_FALSE || rows.some(({ share }) => share < LEAST_FOUND);

const table = `${RUNS} runs, ${AN_HOUR} posts an hour, ${known.length} posts ${folder ? 'of labelled sets' : 'from the lab’s templates'}, on ${percent(right)} of which the model is right.
Quiet days on which something was found: ${alarms} of ${RUNS * QUIET_DAYS} (${percent(falseShare)}; allowed ${percent(MOST_FALSE)}).

| what shifts | found within ${WITHIN} posts | posts until then: median | 95 % of the runs | moved most often |
|---|--:|--:|--:|---|
${rows.map(({ cells }) => `| ${cells.join(' | ')} |`).join('\n')}
`;
process.stdout.write(table);
if (values.write) {
  const page = await readFile(FILE, 'utf8');
  const [before, rest] = page.split(BEGIN) as [string, string];
  await writeFile(FILE, `${before}${BEGIN}\n${table}${END}${rest.split(END)[1]}`);
}
if (failed) process.exitCode = 1;

async function judge(): Promise<KnownPost[]> {
  const chance = createRandom(SEED);
  const posts = folder ? fromFolder(folder, EACH, chance) : fromTemplates(EACH, chance);
  const classifier = await createClassifier({ modelDir: 'models/production', workers: 1, queueLimit: 8 });
  try {
    return await judgeAll(posts, classifier, chance);
  } finally {
    await classifier.close();
  }
}

function rowOf(name: string, found: readonly (Detection | undefined)[]) {
  const posts = found.map((each) => each?.posts ?? Number.POSITIVE_INFINITY).sort((a, b) => a - b);
  const at = (share: number) => {
    const value = posts[Math.ceil(share * RUNS) - 1]!;
    return Number.isFinite(value) ? String(value) : `more than ${WITHIN}`;
  };
  const share = found.filter(Boolean).length / RUNS;
  const features = Map.groupBy(
    found.flatMap((each) => each?.moved ?? []),
    (feature) => feature,
  );
  const most = [...features].sort(([, a], [, b]) => b.length - a.length).map(([feature]) => feature);
  return { share, cells: [name, percent(share), at(0.5), at(0.95), most.slice(0, 3).join(', ')] };
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
