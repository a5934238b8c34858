// The REST door: makes a route of the server from every row of the table.
import type { RequestHandler, Server } from 'restify';
import type { RequestStore } from '../delivery/request-store.ts';
import { jsonBody } from '../http/json-body.ts';
import { guard } from './auth/access.ts';
import { createKeySessions } from './auth/key-sessions.ts';
import { createOnce } from './contract/idempotency.ts';
import { createRateLimit } from './contract/rate-limit.ts';
import { refusalAsProblem } from './contract/refusal.ts';
import { callOf, send } from './contract/respond.ts';
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
    const handlers: RequestHandler[] = [
      ...guard(route.access, parts),
      rateLimit,
      ...(route.body ? jsonBody(route.maxBytes ?? MAX_BODY_BYTES) : []),
      async (req, res) => {
        try {
          await send(res, await once(route, req, callOf(route, req, res)));
        } catch (error) {
          throw refusalAsProblem(error);
        }
      },
    ];
    server[route.method === 'delete' ? 'del' : route.method](toRestifyPath(route.path), ...handlers);
    if (route.head) server.head(toRestifyPath(route.path), ...handlers);
  }
}

/** `/people/{user}` as restify writes it: a name at the end is `*`, which may also be empty, any other is `:name`. */
export function toRestifyPath(path: string): string {
  return path.replace(/\{\w+\}$/, '*').replace(/\{(\w+)\}/g, ':$1');
}
