// Lets people of Teams in: the token that Teams gives a tab is checked, then a session of this service stands for it.
import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Scope } from '../../api-keys.ts';
import type { Caller } from './caller.ts';

/** A person whom a token names, and until when (seconds since 1970-01-01T00:00Z). */
export interface Vouched {
  /** Object id of the person in Microsoft Entra. */
  readonly person: string;
  readonly expires: number;
}

/** Checks a token. @throws {TokenError} when it proves nothing, {@link IssuerAwayError} when that cannot be told now. */
export type CheckToken = (token: string) => Promise<Vouched>;

/** The token proves nothing; the message says why, and never repeats it. */
export class TokenError extends Error {
  override name = 'TokenError';
}

/** The keys of the issuer cannot be had now. */
export class IssuerAwayError extends Error {
  override name = 'IssuerAwayError';
}

export interface SignIn {
  /** What people who sign in may do. */
  readonly scopes: readonly Scope[];
  /** @returns the session of the person whom a token of Teams names: text for a cookie. @throws as {@link CheckToken}. */
  open(token: string): Promise<string>;
  /** @returns whose session it is; undefined for one that is over, forged or broken. */
  read(session: string): Caller | undefined;
}

export interface SignInParts {
  readonly check: CheckToken;
  /** The key of the people's hashes, the same in every replica. What signs sessions is derived from it. */
  readonly secret: string | Uint8Array;
  readonly scopes: readonly Scope[];
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
}

const Claims = z.object({ person: z.string(), expires: z.number() });

/**
 * A session is `claims.signature`, signed with HMAC-SHA256; it ends when the token ends (Entra's last about an hour), so that
 * somebody who has left the company is out as soon.
 */
export function createSignIn({ check, secret, scopes, clock = Date.now }: SignInParts): SignIn {
  const key = new Uint8Array(hkdfSync('sha256', secret, '', 'air-paradis page session', 32));
  const signatureOf = (claims: string) => createHmac('sha256', key).update(claims).digest();
  return {
    scopes,
    async open(token) {
      const { person, expires } = await check(token);
      const claims = Buffer.from(JSON.stringify({ person, expires })).toString('base64url');
      return `${claims}.${signatureOf(claims).toString('base64url')}`;
    },
    read(session) {
      const [claims = '', signature = ''] = session.split('.');
      const given = Buffer.from(signature, 'base64url');
      const right = signatureOf(claims);
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      const { person, expires } = Claims.parse(JSON.parse(Buffer.from(claims, 'base64url').toString()));
      return expires * 1000 > clock() ? { name: `teams:${person}`, scopes, person } : undefined;
    },
  };
}
