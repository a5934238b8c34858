// `npm run simulate:faults`: puts one deliberate fault after the other into the service, looks after how many histories each is found,
// and writes the table into docs/proof.md.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { readCommandLine } from '../../src/command-line.ts';
import { keepSection } from '../bench/report.ts';
import { pathOf } from './hooks.ts';
import { MUTATIONS } from './mutations.ts';

const RUNS = 2000;
const FILE = new URL('../../docs/proof.md', import.meta.url);

readCommandLine(`npm run simulate:faults

Puts ${MUTATIONS.length} faults into the service, one at a time, and plays histories until one breaks a rule, at most ${RUNS}. Writes what was found
into docs/proof.md. It takes no arguments, and some minutes.
`);

interface Found {
  readonly seed: number;
  readonly rule: string;
}

async function look(fault: string): Promise<Found | undefined> {
  const args = [pathOf('./index.ts'), '--fault', fault, '--runs', String(RUNS), '--quick'];
  const said = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 }).then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  );
  const [, seed, rule] = /^seed (\d+) breaks: ([^;\n]*)/m.exec(said) ?? [];
  return seed === undefined ? undefined : { seed: Number(seed), rule: rule! };
}

const rows = ['| fault | where | found after | what broke |', '| --- | --- | --: | --- |'];
let missed = 0;
for (const { name, file, from, to } of MUTATIONS) {
  const found = await look(name);
  if (!found) missed += 1;
  const what = found ? found.rule.replace(/: {.*/, '') : '—';
  rows.push(`| \`${name}\` | \`src/${file}\` | ${found ? `${found.seed}` : `not in ${RUNS}`} | ${what} |`);
  process.stdout.write(`${rows.at(-1)}\n  ${from}\n  → ${to}\n`);
}

const section = `## By simulation

\`npm run simulate\` plays the whole service from a seed: replicas of the real composition on one store, Teams, a mail server, telemetry,
people and programs, in virtual time, with kills, frozen machines, wrong clocks, a failing store and a failing network. What
must hold is in \`test/simulation/invariants.ts\`. That it would be seen if it did not is shown by faults put in on purpose, one at a time:
the number is how many histories were played, from seed 1 on, until one broke a rule (\`npm run simulate:faults\`).

With \`--store postgres\` the same histories are kept in a real PostgreSQL, in place of SQLite in memory whose writers take turns: its locks,
its circles of waits and its statements are those of production. Virtual time stands still while the server works, and goes on once each
statement is over or waits for a lock; the waits for locks and the silence of transactions end by virtual time. The store fails at the same
places, and what cannot be written is refused by the server itself. No statement, function or default that reads the server's clock is let
through, but for the one that follows it, which is answered with the virtual time. A seed plays the same history again as far as PostgreSQL
wakes those who wait for one row in the order in which they came, which it does not promise. The rule \`erased\`, of bytes in a file, is not
looked at there.

${rows.join('\n')}`;
await keepSection(section, FILE);
process.exitCode = missed === 0 ? 0 : 1;
