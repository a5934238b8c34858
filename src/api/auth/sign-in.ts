// Lets people of Teams in: the token that Teams gives a tab is checked, then a session of this service stands for it.

import { z } from 'zod';
import type { Scope } from '../../api-keys.ts';
import { wallClock } from '../../clock.ts';
import type { Caller } from './caller.ts';
import { createSeal } from './seal.ts';

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
  /** The key of the people's hashes, the same in every replica. What seals sessions is derived from it. */
  readonly secret: string | Uint8Array;
  readonly scopes: readonly Scope[];
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
}

const Claims = z.object({ person: z.string(), expires: z.number() });

/** A session ends when the token ends (Entra's last about an hour), so that somebody who has left the company is out as soon. */
export function createSignIn({ check, secret, scopes, clock = wallClock }: SignInParts): SignIn {
  const seal = createSeal(secret, 'of a person');
  return {
    scopes,
    async open(token) {
      const { person, expires } = await check(token);
      return seal.close({ person, expires });
    },
    read(session) {
      const { data } = Claims.safeParse(seal.open(session));
      if (!data || data.expires * 1000 <= clock()) return undefined;
      return { name: `teams:${data.person}`, scopes, person: data.person };
    },
  };
}
