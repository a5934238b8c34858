// `npm run bench`: the speed of the service, as ratios within one run, section by section.
import { availableParallelism } from 'node:os';
import { readCommandLine, refuse } from '../../src/command-line.ts';
import { batchesSection } from './batches-section.ts';
import { beforeSection } from './before-section.ts';
import { figureSection } from './figure-section.ts';
import { overloadSection } from './overload-section.ts';
import { peersSection } from './peers-section.ts';
import { keepSection } from './report.ts';
import { scoreSection } from './score-section.ts';
import type { Section } from './section.ts';
import { serviceSection } from './service-section.ts';

const sections: Readonly<Record<string, Section>> = {
  service: serviceSection,
  before: beforeSection,
  peers: peersSection,
  overload: overloadSection,
  batches: batchesSection,
  score: scoreSection,
  figure: figureSection,
};

const USAGE = `npm run bench -- [SECTION…] [options]

Measures the speed of the service, as ratios within one run. Sections: ${Object.keys(sections).join(', ')}; all by default.
before and peers need npm run bench:setup once, score needs npm run lab:setup; before, score and figure install an older
build beside this one. figure draws docs/pictures/accuracy-and-speed.svg.

  --seconds N   how long each measurement takes (default: 3)
  --rounds N    measurements of each kind, taken in turn (default: 5)
  --workers N   threads that run the model (default: one a core)
  --write       keep the tables in docs/speed.md
`;

const { values, positionals } = readCommandLine(USAGE, {
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
if (unknown !== undefined) refuse(`There is no section ${unknown}.`, USAGE);
if (!Object.values(settings).every((setting) => setting > 0))
  refuse('--seconds, --rounds and --workers take numbers above 0.', USAGE);

for (const name of names) {
  const told = await sections[name]!(settings);
  process.stdout.write(`${told}\n`);
  if (values.write) await keepSection(told);
}
