// The REST door: makes a route of the server from every row of the table.
import type { Next, Request, RequestHandler, Response, Server } from 'restify';
import type { RequestStore } from '../delivery/request-store.ts';
import { jsonBody } from '../http/json-body.ts';
import { guard } from './auth/access.ts';
import { createKeySessions } from './auth/key-sessions.ts';
import { createOnce } from './contract/idempotency.ts';
import { createRateLimit } from './contract/rate-limit.ts';
import { refusalAsProblem, TOO_BUSY } from './contract/refusal.ts';
import { callOf, send } from './contract/respond.ts';
import type { Route } from './contract/route.ts';
import { createRoutes, type RouteParts } from './routes.ts';

const MAX_BODY_BYTES = 64 * 1024;

export interface ApiParts extends Omit<RouteParts, 'keySessions'> {
  /** What seals sessions of API keys is derived from it; the same in every replica. */
  readonly sessionSecret: string | Uint8Array;
  readonly requests: RequestStore;
  /** Requests that a key may make in a minute. */
  readonly requestsPerMinute: number;
}

export function mountApi(server: Server, given: ApiParts): void {
  const keySessions = createKeySessions({ keys: given.keys, secret: given.sessionSecret });
  const parts = { ...given, keySessions };
  const once = createOnce(parts);
  const rateLimit = createRateLimit(parts.requestsPerMinute);
  for (const route of createRoutes(parts)) {
    const before = [
      ...guard(route.access, parts),
      rateLimit,
      ...refuseWhileFull(route),
      ...(route.body ? jsonBody(route.maxBytes ?? MAX_BODY_BYTES) : []),
    ];
    const handler = inTurn(before, async (req, res) => {
      try {
        await send(res, await once(route, req, callOf(route, req, res)));
      } catch (error) {
        throw refusalAsProblem(error);
      }
    });
    server[route.method === 'delete' ? 'del' : route.method](toRestifyPath(route.path), handler);
    if (route.head) server.head(toRestifyPath(route.path), handler);
  }
}

/** One handler for restify, which for each one looks at the clock twice and waits for a turn of its own. */
function inTurn(
  before: readonly RequestHandler[],
  answer: (req: Request, res: Response) => Promise<void>,
): RequestHandler {
  return (req, res, next) => {
    let place = 0;
    const goOn: Next = (error) => {
      if (error) return next(error);
      const handler = before[place++];
      if (handler) handler(req, res, goOn);
      else answer(req, res).then(() => next(), next);
    };
    goOn();
  };
}

/** Who may have an answer waiting, by an Idempotency-Key, is let in. */
function refuseWhileFull({ full, idempotent }: Route): RequestHandler[] {
  if (!full) return [];
  return [
    (req, _res, next) => {
      const isNew = !idempotent || req.headers['idempotency-key'] === undefined;
      next(isNew && full() ? TOO_BUSY : undefined);
    },
  ];
}

/** `/people/{user}` as restify writes it: a name at the end is `*`, which may also be empty, any other is `:name`. */
export function toRestifyPath(path: string): string {
  return path.replace(/\{\w+\}$/, '*').replace(/\{(\w+)\}/g, ':$1');
}
