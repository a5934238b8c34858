// The HTTP server that all doors are mounted on: request ids, one error shape, a line in the log.
import type { Logger } from 'pino';
import restify, { type Server } from 'restify';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { toProblem } from './problem.ts';

export function createServer({ log, telemetry }: { log: Logger; telemetry: Telemetry }): Server {
  const server = restify.createServer({ name: 'air-paradis' });

  server.pre((req, res, next) => {
    res.setHeader('X-Request-Id', req.getId());
    res.setHeader('X-Content-Type-Options', 'nosniff');
    next();
  });

  server.on('restifyError', (req, res, error, done) => {
    const problem = toProblem(error);
    if (problem.status >= 500 && problem.status !== 503) telemetry.exception(error, { route: req.getPath() });
    if (!res.headersSent)
      res.sendRaw(problem.status, JSON.stringify(problem.body(req.getId())), {
        ...problem.headers,
        'Content-Type': 'application/problem+json',
      });
    done();
  });

  server.on('after', (req, res) => {
    log.debug(
      { method: req.method, route: req.getPath(), status: res.statusCode, id: req.getId() },
      'answered',
    );
  });

  return server;
}

/** The address cannot be listened on. The message says what to do. */
export class ListenError extends Error {
  override name = 'ListenError';
}

/**
 * Starts listening.
 * @param port 0 takes any free one.
 * @returns the address it can be reached at, e.g. `http://127.0.0.1:3978`.
 * @throws {ListenError}
 */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(new ListenError(advice(error, port, host), { cause: error })),
    );
    server.listen(port, host, () => {
      const { address, port: taken, family } = server.address();
      resolve(`http://${String(family).endsWith('6') ? `[${address}]` : address}:${taken}`);
    });
  });
}

/** Takes no more requests; resolves once those under way are answered. */
export function closeServer(server: Server): Promise<void> {
  // Connections kept alive for a next request would be waited for.
  server.on('after', () => setImmediate(() => server.server.closeIdleConnections()));
  return new Promise((resolve) => server.close(() => resolve()));
}

function advice({ code, message }: NodeJS.ErrnoException, port: number, host: string): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${host} is taken; end the program that uses it, or set PORT to another.`;
    case 'EACCES':
      return `Port ${port} may not be used; set PORT to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return `${host} is not an address of this machine; set HOST to 127.0.0.1, or to 0.0.0.0 for all of them.`;
    default:
      return `Port ${port} of ${host} cannot be listened on (${message}); set HOST and PORT to others.`;
  }
}
