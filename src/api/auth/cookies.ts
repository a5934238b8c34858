// The cookies that hold a session of an API key, or of a person of Teams, in a browser: no script can read them.
import type { Request } from 'restify';

// With this prefix browsers take a cookie over TLS (or on the machine itself) only, for this host and no other.
const KEY_COOKIE = '__Host-air-paradis-key';
const PERSON_COOKIE = '__Host-air-paradis-person';
const RULES = 'Path=/; Secure; HttpOnly';
/** A key is typed where the page has a window of its own. */
const OWN_WINDOW = `${RULES}; SameSite=Strict`;
/** Inside Teams the page is a frame of another site: its cookie is sent from inside that site, and from nowhere else. */
const INSIDE_TEAMS = `${RULES}; SameSite=None; Partitioned`;

/** @param session that of a key that was typed into the page. @returns the value of Set-Cookie. */
export function cookieOfKey(session: string): string {
  return `${KEY_COOKIE}=${session}; ${OWN_WINDOW}`;
}

/** @param session that of a person who signed in. @returns the value of Set-Cookie. */
export function cookieOfPerson(session: string): string {
  return `${PERSON_COOKIE}=${session}; ${INSIDE_TEAMS}`;
}

/** The session of a key on a request that the service's own page made; undefined when there is none, or another site asks. */
export function keySessionIn(req: Request): string | undefined {
  return cookie(req, KEY_COOKIE);
}

/** The session of a person who signed in, under the same condition. */
export function personSessionIn(req: Request): string | undefined {
  return cookie(req, PERSON_COOKIE);
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
