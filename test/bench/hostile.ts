// `npm run bench:hostile`: for how long the main thread of the service is held by messages that anybody can send and that are made
// to cost much. Nothing may hold it for more than 20 ms: whoever else is there waits as long.
import { setTimeout as wait } from 'node:timers/promises';
import { readCommandLine, refuse } from '../../src/command-line.ts';
import { startConnector } from '../bot/connector.ts';
import { type HostileInput, hostileInputs, RULES } from './hostile/inputs.ts';
import { quantile } from './median.ts';
import { startService } from './predict.ts';
import { keepSection } from './report.ts';
import { measuredBy, tableOf } from './section.ts';

const BAR = 20;
/** The quantile that is kept of several rounds: whatever else the machine does only ever adds to them. */
const QUIET = 0.25;

const USAGE = `npm run bench:hostile -- [options]

Measures for how long messages that are made to cost much hold the main thread of the service, against a bar of ${BAR} ms.

  --rounds N   how often each is sent (default: 5)
  --write      keep the table in docs/speed.md
`;

const { values } = readCommandLine(USAGE, {
  options: { rounds: { type: 'string', default: '5' }, write: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
if (!(rounds >= 1)) refuse('--rounds takes a number from 1 on.', USAGE);

const connector = await startConnector();
const service = await startService(1, { API_RATE: '100000' });

interface Found {
  readonly name: string;
  readonly held: number;
}

async function send(path: string, body: object, method = 'POST'): Promise<number> {
  const answer = await fetch(service.url + path, {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  await answer.text();
  return answer.status;
}

/** Resolves once nothing waits to be worked on or to be said. */
async function settled(): Promise<void> {
  for (;;) {
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    const waiting = [...metrics.matchAll(/^teams_(?:jobs|orders)_waiting (\S+)/gm)];
    if (waiting.every(([, count]) => Number(count) === 0)) return;
    await wait(20);
  }
}

async function heldBy({ path, make }: HostileInput): Promise<number> {
  const held: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const body = { ...(path === '/api/messages' && { serviceUrl: connector.url }), ...make() };
    await service.condition();
    const status = await send(path, body);
    if (status >= 500) throw new Error(`${path} was answered with ${status}.`);
    await settled();
    held.push((await service.condition()).longestTurn);
  }
  return quantile(held, QUIET);
}

for (const phrase of RULES) await send('/brand-rules', { phrase, label: 'negative' }, 'PUT');
const found: Found[] = [];
for (const input of hostileInputs) {
  found.push({ name: input.name, held: await heldBy(input) });
  process.stderr.write(`\r${found.length} of ${hostileInputs.length} …`);
}
process.stderr.write('\r');
await service.stop();
await connector.close();

const slow = found.filter(({ held }) => held > BAR);
const section = `## Hostile messages

${measuredBy('npm run bench:hostile')}, one inference thread,
${RULES.length} brand rules of 40 words. The longest time in which the main thread did nothing else, from the arrival
of a message until its answer was sent, in milliseconds of processor time: the lower quartile of ${rounds} rounds. The bar is ${BAR} ms.

${tableOf([['message', 'ms'], ...found.map(({ name, held }) => [name, held.toFixed(1)])])}
`;
process.stdout.write(section);
if (slow.length > 0) process.stdout.write(`Above the bar: ${slow.map(({ name }) => name).join('; ')}\n`);
if (values.write) await keepSection(section);
if (slow.length > 0) process.exitCode = 1;
