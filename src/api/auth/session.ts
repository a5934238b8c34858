// POST /session: lets a browser in, with an API key typed once or with a token that Teams gave. What stands for them stays
// in a cookie that no script can read.
import type { Request } from 'restify';
import { z } from 'zod';
import { Problem } from '../../http/problem.ts';
import { defineRoute, type RouteAnswer } from '../contract/route.ts';
import type { Caller } from './caller.ts';
import { type ApiKey, findApiKey } from './keys.ts';
import { IssuerAwayError, type SignIn, TokenError } from './sign-in.ts';

// With this prefix browsers take a cookie over TLS (or on the machine itself) only, for this host and no other.
const KEY_COOKIE = '__Host-air-paradis-key';
const PERSON_COOKIE = '__Host-air-paradis-person';
const RULES = 'Path=/; Secure; HttpOnly';
/** A key is typed where the page has a window of its own. */
const OWN_WINDOW = `${RULES}; SameSite=Strict`;
/** Inside Teams the page is a frame of another site: its cookie is sent from inside that site, and from nowhere else. */
const INSIDE_TEAMS = `${RULES}; SameSite=None; Partitioned`;

const SessionIn = z
  .strictObject({
    key: z
      .string()
      .min(1, 'is empty')
      .max(200)
      .optional()
      .meta({ description: 'An API key; left out with a token of Teams in the Authorization header.' }),
  })
  .meta({ id: 'SessionIn' });

const SessionOut = z
  .object({ name: z.string(), scopes: z.array(z.string()).readonly() })
  .meta({ id: 'SessionOut' });

export interface SessionParts {
  readonly keys: readonly ApiKey[];
  readonly signIn?: SignIn | undefined;
}

/** It ends with the browser, that of a person also with their token. */
export const openSessionRoute = ({ keys, signIn }: SessionParts) =>
  defineRoute({
    method: 'post',
    path: '/session',
    operation: 'openSession',
    summary: 'Keeps an API key, or who somebody is in Teams, in a cookie of this browser, for the page.',
    access: 'everybody',
    body: SessionIn,
    answers: { 201: { description: 'Who is let in, and what they may do.', schema: SessionOut } },
    problems: {
      401: 'The key is not known, or the token proves nothing; the detail says why.',
      503: 'The token cannot be checked now.',
    },
    handle: async ({ body: { key }, bearer }) =>
      key === undefined && bearer !== undefined ? letPersonIn(signIn, bearer) : letKeyIn(keys, key ?? ''),
  });

function letKeyIn(keys: readonly ApiKey[], presented: string): RouteAnswer {
  const key = findApiKey(keys, presented);
  if (!key) throw new Problem(401, 'No valid key', 'key: is not one that this service knows.');
  return opened(key, `${KEY_COOKIE}=${Buffer.from(presented).toString('base64url')}; ${OWN_WINDOW}`);
}

async function letPersonIn(signIn: SignIn | undefined, token: string): Promise<RouteAnswer> {
  if (!signIn)
    throw new Problem(401, 'No sign-in', 'This service takes no tokens of Teams; set SSO_TENANTS for that.');
  const session = await signIn.open(token).catch((error) => {
    throw refused(error);
  });
  const caller = signIn.read(session);
  if (!caller) throw refused(new TokenError('it has expired'));
  return opened(caller, `${PERSON_COOKIE}=${session}; ${INSIDE_TEAMS}`);
}

function opened({ name, scopes }: Caller, cookie: string): RouteAnswer {
  return { status: 201, json: { name, scopes }, headers: { 'Set-Cookie': cookie } };
}

function refused(error: unknown): unknown {
  if (error instanceof TokenError)
    return new Problem(401, 'No valid token', `The token is refused: ${error.message}.`, {
      headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
    });
  if (error instanceof IssuerAwayError)
    return new Problem(503, 'Not now', 'Tokens cannot be checked now. Try again in a few seconds.', {
      headers: { 'Retry-After': '5' },
    });
  return error;
}

/** The key of a request that the service's own page made; undefined when there is none, or another site asks. */
export function keyInCookie(req: Request): string | undefined {
  const value = cookie(req, KEY_COOKIE);
  return value && Buffer.from(value, 'base64url').toString();
}

/** The person who signed in, under the same condition. */
export function personInCookie(req: Request, signIn: SignIn | undefined): Caller | undefined {
  const value = signIn && cookie(req, PERSON_COOKIE);
  return value ? signIn?.read(value) : undefined;
}

function cookie(req: Request, name: string): string | undefined {
  if (!isFromOwnPage(req)) return undefined;
  const cookies = (req.headers.cookie ?? '').split('; ').map((pair) => pair.split('='));
  return cookies.find(([each]) => each === name)?.[1];
}

// Beside SameSite: pages of another port or subdomain are of the same site, but not of the same origin.
function isFromOwnPage({ headers }: Request): boolean {
  if (headers['sec-fetch-site']) return headers['sec-fetch-site'] === 'same-origin';
  return URL.parse(headers.origin ?? '')?.host === headers.host;
}
