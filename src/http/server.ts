// The HTTP server that all doors are mounted on: request ids, one error shape, a line in the log.

import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import restify, { type Request, type Server, type ServerOptions } from 'restify';
import { monotonicClock, nextTurn, startTimer, stopTimer } from '../clock.ts';
import type { AnsweredRequest } from '../telemetry/metrics.ts';
import { beginRequest } from '../telemetry/spans.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { answerWhole } from './answer-whole.ts';
import { ListenError } from './listen-error.ts';
import { toProblem } from './problem.ts';

/** Characters that a name within a path may have; the id of a chat is longer than the router's own 100. */
const LONGEST_NAME = 1000;
/** How long requests under way may take when the server closes, in milliseconds. */
const PATIENCE = 5000;

export interface ServerParts {
  readonly log: Logger;
  readonly telemetry: Telemetry;
  /** Told of every request once its answer is out, or its client has gone. */
  readonly onRequest?: (request: AnsweredRequest) => void;
}

/**
 * For every error restify emits an event with the name of that error, and waits until each listener has called back. An
 * error can have any name (those of PostgreSQL are named `error`), so the server has one listener only, for `restifyError`;
 * what else happens is heard from the server of Node below it.
 */
export function createServer({ log, telemetry, onRequest = () => {} }: ServerParts): Server {
  const server = restify.createServer({ name: 'air-paradis', maxParamLength: LONGEST_NAME } as ServerOptions);

  server.pre((req, res, next) => {
    res.setHeader('X-Request-Id', req.getId());
    res.setHeader('X-Content-Type-Options', 'nosniff');
    const start = monotonicClock();
    const span = beginRequest(req, res);
    res.once('close', () => {
      const status = res.writableFinished ? res.statusCode : 499;
      const seconds = (monotonicClock() - start) / 1000;
      const answered = { method: req.method ?? '', route: routeOf(req), status, seconds };
      onRequest(answered);
      span.end(answered);
      log.debug({ ...answered, id: req.getId() }, 'answered');
      // Kept alive for a next request, this connection would hold up a server that closes.
      if (!server.server.listening) void nextTurn().then(() => server.server.closeIdleConnections());
    });
    span.run(next);
  });

  server.on('restifyError', (req, res, error) => {
    const problem = toProblem(error);
    const fault = error.cause ?? (problem.status === 503 ? undefined : error);
    if (problem.status >= 500 && fault) telemetry.exception(fault, { route: routeOf(req) });
    // A stream that failed on its way has been cut off.
    if (res.headersSent) return;
    answerWhole(res, problem.status, JSON.stringify(problem.body(req.getId())), {
      ...problem.headers,
      'Content-Type': 'application/problem+json',
    });
    // Told that this is done, restify would send the error itself.
  });

  // E.g. no more file descriptors for a connection: the others go on.
  server.server.removeAllListeners('error').on('error', (err: Error) => {
    if (server.server.listening) log.error({ err }, 'a connection could not be accepted');
  });
  return server;
}

/** The route as it was declared: a path as it was asked may name a person. */
function routeOf(req: Request): string {
  // What does not exist has no route, whatever the types say.
  const route = req.getRoute() as { readonly path?: unknown } | undefined;
  return String(route?.path ?? 'none');
}

/**
 * Starts listening.
 * @param port 0 takes any free one.
 * @returns the address it can be reached at, e.g. `http://127.0.0.1:3978`.
 * @throws {ListenError}
 */
export function listen({ server }: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const refuse = (error: NodeJS.ErrnoException) =>
      reject(new ListenError(advice(error, port, host), { cause: error }));
    server.once('error', refuse);
    server.listen(port, host, () => {
      server.off('error', refuse);
      const { address, port: taken, family } = server.address() as AddressInfo;
      resolve(`http://${family.endsWith('6') ? `[${address}]` : address}:${taken}`);
    });
  });
}

/**
 * Takes no more requests; resolves once those under way are answered.
 * @param patience milliseconds, after which the connections of those that are not are cut.
 */
export async function closeServer({ server }: Server, patience = PATIENCE): Promise<void> {
  const cut = startTimer(() => server.closeAllConnections(), patience);
  await new Promise((resolve) => server.close(resolve));
  stopTimer(cut);
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
