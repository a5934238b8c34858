// POST /session: lets a browser in, with an API key typed once or with a token that Teams gave. A session stands for them, in
// a cookie that no script can read.
import { z } from 'zod';
import { Problem } from '../../../http/problem.ts';
import type { Caller } from '../../auth/caller.ts';
import { cookieOfKey, cookieOfPerson } from '../../auth/cookies.ts';
import type { KeySessions } from '../../auth/key-sessions.ts';
import { IssuerAwayError, type SignIn, TokenError } from '../../auth/sign-in.ts';
import { defineRoute, type RouteAnswer } from '../../contract/route.ts';

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
  readonly keySessions: KeySessions;
  readonly signIn?: SignIn | undefined;
}

/** It ends with the browser; that of a key also after twelve hours, that of a person with their token. */
export const openSessionRoute = ({ keySessions, signIn }: SessionParts) =>
  defineRoute({
    method: 'post',
    path: '/session',
    operation: 'openSession',
    summary:
      'Begins a session of the page for an API key, or for somebody of Teams, in a cookie of this browser.',
    access: 'everybody',
    body: SessionIn,
    answers: { 201: { description: 'Who is let in, and what they may do.', schema: SessionOut } },
    problems: {
      401: 'The key is not known, or the token proves nothing; the detail says why.',
      503: 'The token cannot be checked now.',
    },
    handle: async ({ body: { key }, bearer }) =>
      key === undefined && bearer !== undefined
        ? letPersonIn(signIn, bearer)
        : letKeyIn(keySessions, key ?? ''),
  });

function letKeyIn(keySessions: KeySessions, presented: string): RouteAnswer {
  const begun = keySessions.begin(presented);
  if (!begun) throw new Problem(401, 'No valid key', 'key: is not one that this service knows.');
  return opened(begun.key, cookieOfKey(begun.session));
}

async function letPersonIn(signIn: SignIn | undefined, token: string): Promise<RouteAnswer> {
  if (!signIn)
    throw new Problem(401, 'No sign-in', 'This service takes no tokens of Teams; set SSO_TENANTS for that.');
  const session = await signIn.open(token).catch((error) => {
    throw refused(error);
  });
  const caller = signIn.read(session);
  if (!caller) throw refused(new TokenError('it has expired'));
  return opened(caller, cookieOfPerson(session));
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
