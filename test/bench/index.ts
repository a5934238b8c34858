// `npm run bench`: the speed of the service, as ratios within one run, section by section.
//   npm run bench -- service peers --seconds 3 --rounds 5 --workers 2 --write     (--write keeps them in docs/speed.md)
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { batchesSection } from './batches-section.ts';
import { overloadSection } from './overload-section.ts';
import { peersSection } from './peers-section.ts';
import { keepSection } from './report.ts';
import type { Section } from './section.ts';
import { serviceSection } from './service-section.ts';

const sections: Readonly<Record<string, Section>> = {
  service: serviceSection,
  peers: peersSection,
  overload: overloadSection,
  batches: batchesSection,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '3' },
    rounds: { type: 'string', default: '5' },
    workers: { type: 'string', default: String(availableParallelism()) },
    write: { type: 'boolean', default: false },
  },
});
const settings = {
  seconds: Number(values.seconds),
  rounds: Number(values.rounds),
  workers: Number(values.workers),
};
const names = positionals.length > 0 ? positionals : Object.keys(sections);
const unknown = names.find((name) => !Object.hasOwn(sections, name));
if (unknown !== undefined)
  fail(`There is no section ${unknown}; there are: ${Object.keys(sections).join(', ')}.`);
if (!Object.values(settings).every((setting) => setting > 0))
  fail('--seconds, --rounds and --workers take numbers above 0.');

for (const name of names) {
  const told = await sections[name]!(settings);
  process.stdout.write(`${told}\n`);
  if (values.write) await keepSection(told);
}

function fail(reason: string): never {
  process.stderr.write(`${reason}\n`);
  process.exit(2);
}
