// A place that takes telemetry as Application Insights does, on this machine, over TLS.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** An item as the ingestion service gets it. */
export interface Envelope {
  readonly name: string;
  readonly time: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly data: { readonly baseType: string; readonly baseData: Record<string, unknown> };
}

/** Makes a certificate for 127.0.0.1 in a folder. @returns the paths of certificate and key. */
export function makeCertificate(folder: string): { cert: string; key: string } {
  const cert = join(folder, 'cert.pem');
  const key = join(folder, 'key.pem');
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
  execFileSync(
    'openssl',
    ['req', '-x509', ...curve, ...subject, '-days', '2', '-keyout', key, '-out', cert],
    {
      stdio: 'ignore',
    },
  );
  return { cert, key };
}

/** @param options a port of one's own, to be back at, and what it answers: 200 unless told otherwise. */
export async function startIngestion(
  { cert, key }: { cert: string; key: string },
  { port = 0, status = 200 } = {},
) {
  const received: Envelope[] = [];
  const requests: string[] = [];
  const server = createServer(
    { cert: readFileSync(cert), key: readFileSync(key) },
    async (request, response) => {
      requests.push(`${request.method} ${request.url}`);
      const items: Envelope[] = JSON.parse(Buffer.concat(await request.toArray()).toString('utf8'));
      if (status === 200) received.push(...items);
      const count = items.length;
      response.statusCode = status;
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ itemsReceived: count, itemsAccepted: count, errors: [] }));
    },
  );
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const { port: taken } = server.address() as AddressInfo;
  return {
    received,
    requests,
    port: taken,
    connectionString: connectionString(taken),
    stop: () => new Promise((resolve) => server.close(resolve).closeAllConnections()),
  };
}

export const connectionString = (port: number) =>
  `InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://127.0.0.1:${port}/`;
