// A process that sends one bad and one good trace and an exception to the connection string on its command line, waits
// for the traces to be out unless told not to, and closes. No name is looked up: the library would ask Microsoft.
import dns from 'node:dns';

const [, , connectionString = '', DATA_DIR = '', wait = 'wait'] = process.argv;

dns.lookup = ((_host: string, ...rest: ((error: Error) => void)[]) => {
  rest.at(-1)!(Object.assign(new Error('names are not looked up here'), { code: 'ENOTFOUND' }));
}) as unknown as typeof dns.lookup;

const { createLog } = await import('../../src/telemetry/log.ts');
const { openTelemetry } = await import('../../src/telemetry/open.ts');
const { prediction, traceOf } = await import('../feedback/verdicts.ts');

const settings = { DATA_DIR, APPLICATIONINSIGHTS_CONNECTION_STRING: connectionString };
const telemetry = await openTelemetry(settings, createLog('info'));
const voted = prediction({ id: 'p1', text: 'ma compagnie préférée' });
const out = Promise.all([
  telemetry.trace(traceOf('t1', voted, false, Date.UTC(2026, 10, 22, 10, 0, 0, 123))),
  telemetry.trace(traceOf('t2', voted, true, Date.UTC(2026, 10, 22, 11))),
]);
if (wait === 'wait') await out.catch(() => process.stdout.write('"not taken"\n'));
else out.catch(() => {});
telemetry.exception(new TypeError(`no verdict on ${voted.text}`), { route: '/predict' });
await telemetry.close();
process.stdout.write('"closed"\n');
process.exit(0);
