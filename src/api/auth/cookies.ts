// The cookies that stand for an API key or for a person of Teams in a browser: no script can read them.
import type { Request } from 'restify';
import type { Caller } from './caller.ts';
import type { SignIn } from './sign-in.ts';

// With this prefix browsers take a cookie over TLS (or on the machine itself) only, for this host and no other.
const KEY_COOKIE = '__Host-air-paradis-key';
const PERSON_COOKIE = '__Host-air-paradis-person';
const RULES = 'Path=/; Secure; HttpOnly';
/** A key is typed where the page has a window of its own. */
const OWN_WINDOW = `${RULES}; SameSite=Strict`;
/** Inside Teams the page is a frame of another site: its cookie is sent from inside that site, and from nowhere else. */
const INSIDE_TEAMS = `${RULES}; SameSite=None; Partitioned`;

/** @returns the value of Set-Cookie for a key that was typed into the page. */
export function cookieWithKey(key: string): string {
  return `${KEY_COOKIE}=${Buffer.from(key).toString('base64url')}; ${OWN_WINDOW}`;
}

/** @param session what the sign-in opened for the person. @returns the value of Set-Cookie. */
export function cookieWithPerson(session: string): string {
  return `${PERSON_COOKIE}=${session}; ${INSIDE_TEAMS}`;
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
