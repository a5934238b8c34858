// POST /session: lets a browser in with an API key typed once. The key stays in a cookie that no script can read.
import type { Request } from 'restify';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';
import { type ApiKey, findApiKey } from './keys.ts';
import { defineRoute } from './route.ts';

/** With this prefix browsers take it over TLS (or on the machine itself) only, for this host and no other. */
const COOKIE = '__Host-air-paradis-key';
const RULES = 'Path=/; Secure; HttpOnly; SameSite=Strict';

const SessionIn = z.strictObject({ key: z.string().min(1, 'is empty').max(200) }).meta({ id: 'SessionIn' });

const SessionOut = z
  .object({ name: z.string(), scopes: z.array(z.string()).readonly() })
  .meta({ id: 'SessionOut' });

/** It ends with the browser. */
export const openSession = ({ keys }: { readonly keys: readonly ApiKey[] }) =>
  defineRoute({
    method: 'post',
    path: '/session',
    operation: 'openSession',
    summary: 'Keeps an API key in a cookie of this browser, for the page.',
    access: 'everybody',
    body: SessionIn,
    answers: { 201: { description: 'Whom the key names, and what it may do.', schema: SessionOut } },
    problems: { 401: 'The key is not known.' },
    async handle({ body }) {
      const key = findApiKey(keys, body.key);
      if (!key) throw new Problem(401, 'No valid key', 'key: is not one that this service knows.');
      return {
        status: 201,
        json: { name: key.name, scopes: key.scopes },
        headers: { 'Set-Cookie': `${COOKIE}=${Buffer.from(body.key).toString('base64url')}; ${RULES}` },
      };
    },
  });

/** The key of a request that the service's own page made; undefined when there is none, or another site asks. */
export function keyInCookie(req: Request): string | undefined {
  if (!isFromOwnPage(req)) return undefined;
  const cookies = (req.headers.cookie ?? '').split('; ').map((pair) => pair.split('='));
  const value = cookies.find(([name]) => name === COOKIE)?.[1];
  return value && Buffer.from(value, 'base64url').toString();
}

// Beside SameSite: pages of another port or subdomain are of the same site, but not of the same origin.
function isFromOwnPage({ headers }: Request): boolean {
  if (headers['sec-fetch-site']) return headers['sec-fetch-site'] === 'same-origin';
  return URL.parse(headers.origin ?? '')?.host === headers.host;
}
