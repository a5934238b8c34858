// npm run contract: thousands of requests made up from the OpenAPI page, good and bad, against the real service. Fails on
// a 5xx, on an answer that the page does not declare, and on fewer cases than there should be.
// Once before: npm run contract:setup (Python 3.11 or later).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createApiKey, SCOPES } from '../../src/api-keys.ts';
import { readCommandLine } from '../../src/command-line.ts';
import { removeData, startService } from '../e2e/service.ts';

const LEAST_CASES = 5000;
/** Cases of each phase for each call. */
const CASES_A_CALL = 300;
const MOST_SECONDS = 600;

const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'unsupported_method',
  'use_after_free',
];

readCommandLine(`npm run contract

Sends thousands of requests made up from the OpenAPI page, good and bad, to the real service. It takes no arguments; once
before: npm run contract:setup (Python 3.11 or later).
`);

const program = fileURLToPath(new URL('./.venv/bin/schemathesis', import.meta.url));
const { key, entry } = createApiKey('contract', SCOPES.join('+'));
const service = await startService({ API_KEYS: entry, API_RATE: '1000000000', LOG_LEVEL: 'warn' });
try {
  const output = await runSchemathesis();
  const cases = Number(/(\d[\d,]*) generated/.exec(output)?.[1]?.replaceAll(',', '') ?? 0);
  if (cases < LEAST_CASES)
    throw new Error(`Only ${cases} cases were tried, ${LEAST_CASES} at least should be.`);
} finally {
  await service.stop();
  await removeData(service);
}

async function runSchemathesis(): Promise<string> {
  const child = spawn(
    program,
    [
      'run',
      `${service.url}/openapi.json`,
      ...['--header', `Authorization: Bearer ${key}`],
      ...['--checks', CHECKS.join(',')],
      ...['--phases', 'coverage,fuzzing,stateful'],
      ...['--max-examples', String(CASES_A_CALL)],
      ...['--seed', '1'],
      ...['--workers', '2'],
      ...['--request-timeout', '30'],
      '--no-shrink',
    ],
    { cwd: service.dataDir, stdio: ['ignore', 'pipe', 'inherit'], timeout: MOST_SECONDS * 1000 },
  );
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
    process.stdout.write(chunk);
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`Schemathesis ended with ${code ?? `no code after ${MOST_SECONDS} s`}.`);
  return output;
}
