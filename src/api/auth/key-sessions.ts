// Sessions of API keys that were typed into the page: a session says which key it stands for, and never holds it.

import { z } from 'zod';
import { type ApiKey, findApiKey } from '../../api-keys.ts';
import { wallClock } from '../../clock.ts';
import { createSeal } from './seal.ts';

/** Milliseconds after which the page asks for the key again: a working day. */
export const KEY_SESSION_LASTS = 12 * 60 * 60 * 1000;

export interface KeySessions {
  /** @returns the key that was presented, with a session for it; undefined when it is not known. */
  begin(presented: string): { readonly key: ApiKey; readonly session: string } | undefined;
  /** @returns the key of a session; undefined for one that is over or forged, or whose key was taken out or replaced. */
  read(session: string): ApiKey | undefined;
}

export interface KeySessionsParts {
  readonly keys: readonly ApiKey[];
  /** The key of the people's hashes, the same in every replica. What seals sessions is derived from it. */
  readonly secret: string | Uint8Array;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
}

const Claims = z.object({ name: z.string(), digest: z.string(), expires: z.number() });

export function createKeySessions({ keys, secret, clock = wallClock }: KeySessionsParts): KeySessions {
  const seal = createSeal(secret, 'of a key');
  return {
    begin(presented) {
      const key = findApiKey(keys, presented);
      if (!key) return undefined;
      const { name, digest } = key;
      const expires = clock() + KEY_SESSION_LASTS;
      return { key, session: seal.close({ name, digest: digest.toString('hex'), expires }) };
    },
    read(session) {
      const { data } = Claims.safeParse(seal.open(session));
      if (!data || data.expires <= clock()) return undefined;
      return keys.find(({ name, digest }) => name === data.name && digest.toString('hex') === data.digest);
    },
  };
}
