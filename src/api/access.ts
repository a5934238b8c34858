// Who may call a route: with keys, whoever has one with the scope; without, programs on the same machine.
import type { Request, RequestHandler } from 'restify';
import { loopbackOnly } from '../http/loopback.ts';
import { Problem } from '../http/problem.ts';
import { type ApiKey, findApiKey } from './keys.ts';
import type { Access } from './route.ts';
import { keyInCookie } from './session.ts';

const keyOfRequest = new WeakMap<Request, ApiKey>();

/** The key that let a request in; undefined while the service has no keys. */
export function keyOf(req: Request): ApiKey | undefined {
  return keyOfRequest.get(req);
}

/** @returns the handlers to stand before all others of a route. */
export function guard(access: Access, keys: readonly ApiKey[]): RequestHandler[] {
  if (access === 'everybody') return [];
  if (keys.length === 0) return [loopbackOnly];
  return [
    (req, _res, next) => {
      try {
        keyOfRequest.set(req, authorise(presentedBy(req), access, keys));
        return next();
      } catch (problem) {
        return next(problem);
      }
    },
  ];
}

function presentedBy(req: Request): string | undefined {
  const { authorization } = req.headers;
  if (authorization === undefined) return keyInCookie(req);
  return /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
}

/** @throws {Problem} 401 without a key that is known, 403 when it lacks the scope. */
function authorise(presented: string | undefined, access: Access, keys: readonly ApiKey[]): ApiKey {
  const key = presented && findApiKey(keys, presented);
  if (!key)
    throw new Problem(401, 'No valid key', 'Send an API key, as Authorization: Bearer <key>.', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  if (access !== 'any key' && !key.scopes.some((scope) => scope === access))
    throw new Problem(403, 'Forbidden', `This key lacks the scope ${access}.`, {
      headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${access}"` },
    });
  return key;
}
