// The HTTP server that all doors are mounted on: request ids, one error shape, a line in the log.
import type { Logger } from 'pino';
import restify, { type Server } from 'restify';
import { toProblem } from './api/problem.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

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

/**
 * Starts listening.
 * @returns the address it can be reached at, e.g. `http://127.0.0.1:3978`.
 * @throws an error that tells what to do when the port is taken or may not be used.
 */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(
          new Error(
            `Port ${port} of ${host} is taken; end the program that uses it, or set PORT to another.`,
          ),
        );
      else if (error.code === 'EACCES')
        reject(new Error(`Port ${port} may not be used; set PORT to one above 1023.`));
      else reject(error);
    });
    server.listen(port, host, () => {
      const { address, port: taken, family } = server.address();
      resolve(`http://${String(family).endsWith('6') ? `[${address}]` : address}:${taken}`);
    });
  });
}
