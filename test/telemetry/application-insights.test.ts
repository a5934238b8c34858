import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../storage/free-port.ts';
import { connectionString, type Envelope, makeCertificate, startIngestion } from './ingestion.ts';

const PROGRAM = fileURLToPath(new URL('sending.ts', import.meta.url));

describe('Telemetry to Application Insights', function () {
  this.timeout(60_000);
  this.slow(20_000);
  let folder: string;
  let certificate: ReturnType<typeof makeCertificate>;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'ingestion-'));
    certificate = makeCertificate(folder);
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the program that sends, with a data folder of its own. @returns the lines it printed. */
  async function send(to: string, { dataDir = mkdtempSync(join(folder, 'data-')), wait = 'wait' } = {}) {
    const child = spawn(process.execPath, [PROGRAM, to, dataDir, wait], {
      stdio: ['ignore', 'pipe', 'inherit'],
      timeout: 40_000,
      env: { NODE_EXTRA_CA_CERTS: certificate.cert, APPLICATION_INSIGHTS_NO_STATSBEAT: '1' },
    });
    const closed = once(child, 'close');
    const output = Buffer.concat(await child.stdout.toArray()).toString('utf8');
    assert.deepEqual(await closed, [0, null], output);
    return output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  describe('when it can be reached', () => {
    let requests: readonly string[];
    let received: readonly Envelope[];
    let printed: Awaited<ReturnType<typeof send>>;

    before(async () => {
      const ingestion = await startIngestion(certificate);
      printed = await send(ingestion.connectionString);
      await ingestion.stop();
      ({ requests, received } = ingestion);
    });

    const ofType = (type: string) => received.filter(({ data }) => data.baseType === type);

    it('gets the traces with their exact message, time, severity and properties', () => {
      const properties = {
        predictionId: 'p1',
        vote: 'ae3a6c335373e1d7',
        label: 'positive',
        probability: '0.93',
        language: 'fr',
        model: 'a1b2c3d4e5f6',
        door: 'teams',
      };
      const seen = ofType('MessageData').map(({ time, data: { baseData } }) => ({
        time,
        message: baseData.message,
        severity: baseData.severityLevel,
        properties: baseData.properties,
      }));
      assert.deepEqual(seen, [
        {
          time: '2026-11-22T10:00:00.123Z',
          message: 'Mauvaise pr\u00e9diction',
          severity: 'Warning',
          properties: { ...properties, traceId: 't1' },
        },
        {
          time: '2026-11-22T11:00:00.000Z',
          message: 'Bonne pr\u00e9diction',
          severity: 'Information',
          properties: { ...properties, traceId: 't2' },
        },
      ]);
    });

    it('gets an exception with its name, its place and where it happened', () => {
      const [exception, ...more] = ofType('ExceptionData');
      assert.deepEqual(more, []);
      const { exceptions, properties } = exception!.data.baseData as {
        exceptions: { typeName: string; stack: string }[];
        properties: object;
      };
      assert.equal(exceptions[0]?.typeName, 'TypeError');
      assert.match(exceptions[0]?.stack ?? '', /sending\.ts/);
      assert.deepEqual(properties, { route: '/predict' });
    });

    it('never gets the text of a post', () => {
      assert.doesNotMatch(JSON.stringify(received), /compagnie/);
    });

    it('gets everything by POST /v2.1/track, traces of one moment in one request', () => {
      assert.deepEqual(new Set(requests), new Set(['POST /v2.1/track']));
      assert.equal(requests.length, 2);
    });

    it('has the same traces in the local log', () => {
      assert.deepEqual(
        printed.filter(({ traceId }) => traceId).map(({ msg, level }) => [msg, level]),
        [
          ['Mauvaise prédiction', 'warn'],
          ['Bonne prédiction', 'info'],
        ],
      );
    });
  });

  describe('when nobody is there', () => {
    const dataDir = () => join(folder, 'kept');
    let printed: Awaited<ReturnType<typeof send>>;

    before(async () => {
      printed = await send(connectionString(await freePort()), { dataDir: dataDir() });
    });

    it('says of a trace that it was not taken, so that the trace stays in the outbox', () => {
      assert.ok(printed.includes('not taken'), JSON.stringify(printed));
    });

    it('keeps an exception on the disk, and no trace, which would arrive twice', () => {
      const kept = readdirSync(join(dataDir(), 'telemetry'), { recursive: true, withFileTypes: true })
        .filter(({ name }) => name.endsWith('.ai.json'))
        .map(({ parentPath, name }) => readFileSync(join(parentPath, name), 'utf8'));
      assert.equal(kept.length, 1);
      assert.match(kept[0]!, /ExceptionData/);
      assert.doesNotMatch(kept[0]!, /MessageData/);
    });
  });

  it('says of a trace that the place refuses that it was not taken', async () => {
    const full = await startIngestion(certificate, { status: 439 });
    const printed = await send(full.connectionString);
    await full.stop();
    assert.ok(printed.includes('not taken'), JSON.stringify(printed));
  });

  it('closes in the end when its calls are taken and never answered', async function () {
    this.timeout(25_000); // the library by itself waits longer
    const mute = createServer(() => {});
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const printed = await send(connectionString((mute.address() as AddressInfo).port), { wait: 'no' });
    mute.close();
    assert.equal(printed.at(-1), 'closed');
  });
});
