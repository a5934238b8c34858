// While the REST door has no keys, only programs on the same machine may use it.
import { isIP } from 'node:net';
import type { Request, RequestHandler } from 'restify';
import { Problem } from './problem.ts';

/** Refuses, with 403, whoever is not on this machine, came through a proxy, or asks for another host's name. */
export const loopbackOnly: RequestHandler = (req, _res, next) =>
  next(
    isLocal(req)
      ? undefined
      : new Problem(
          403,
          'Forbidden',
          'The REST API answers only to programs on the same machine, by 127.0.0.1.',
        ),
  );

/** Whether a program on this machine asks. */
// The Host header is looked at too: a page of another site can make its own name resolve to 127.0.0.1.
export function isLocal(req: Request): boolean {
  const host = (req.headers.host ?? '').replace(/:\d+$/, '').replace(/^\[|\]$/g, '');
  return isLoopback(req.socket.remoteAddress ?? '') && isLoopback(host) && !req.headers['x-forwarded-for'];
}

function isLoopback(host: string): boolean {
  return (
    host === 'localhost' ||
    host === '::1' ||
    (isIP(host.replace(/^::ffff:/, '')) === 4 && /^(::ffff:)?127\./.test(host))
  );
}
