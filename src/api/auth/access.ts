// Who may call a route: with keys, whoever has one with the scope; people of Teams, with the scopes that the settings give
// them; without either, programs on the same machine.
import type { Request, RequestHandler } from 'restify';
import type { Access } from '../../api-keys.ts';
import { type ApiKey, findApiKey } from '../../api-keys.ts';
import { isLocal, loopbackOnly } from '../../http/loopback.ts';
import { Problem } from '../../http/problem.ts';
import { type Caller, remember } from './caller.ts';
import { keySessionIn, personSessionIn } from './cookies.ts';
import type { KeySessions } from './key-sessions.ts';
import type { SignIn } from './sign-in.ts';

export interface AccessParts {
  /** Without any, programs on the same machine are let in. */
  readonly keys: readonly ApiKey[];
  readonly keySessions: KeySessions;
  /** How people of Teams come in; undefined when they do not. */
  readonly signIn?: SignIn | undefined;
}

/** @returns the handlers to stand before all others of a route. */
export function guard(access: Access, parts: AccessParts): RequestHandler[] {
  if (access === 'everybody') return [];
  if (parts.keys.length === 0 && !parts.signIn) return [loopbackOnly];
  return [
    (req, _res, next) => {
      try {
        const caller = callerIn(req, parts);
        if (caller || parts.keys.length > 0 || !isLocal(req)) remember(req, authorised(caller, access));
        return next();
      } catch (problem) {
        return next(problem);
      }
    },
  ];
}

/** The Authorization header counts alone where there is one. */
function callerIn(req: Request, { keys, keySessions, signIn }: AccessParts): Caller | undefined {
  const { authorization } = req.headers;
  if (authorization === undefined)
    return signIn?.read(personSessionIn(req) ?? '') ?? keySessions.read(keySessionIn(req) ?? '');
  const presented = bearerOf(authorization);
  return presented ? findApiKey(keys, presented) : undefined;
}

/** The token of an Authorization header; undefined for another scheme. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
}

/** @throws {Problem} 401 without a caller who is known, 403 when they lack the scope. */
function authorised(caller: Caller | undefined, access: Access): Caller {
  if (!caller)
    throw new Problem(401, 'No valid key', 'Send an API key, as Authorization: Bearer <key>.', {
      headers: { 'WWW-Authenticate': 'Bearer' },
    });
  if (access !== 'any key' && !caller.scopes.some((scope) => scope === access))
    throw new Problem(403, 'Forbidden', `This key lacks the scope ${access}.`, {
      headers: { 'WWW-Authenticate': `Bearer error="insufficient_scope", scope="${access}"` },
    });
  return caller;
}
