// API keys: named, with scopes, known to the service by their SHA-256 only.
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export const SCOPES = ['predict', 'feedback', 'post', 'read', 'review', 'triage', 'export', 'admin'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who may call a route: everybody, whoever has a key, or whoever has a key with this scope. */
export type Access = 'everybody' | 'any key' | Scope;

export interface ApiKey {
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** SHA-256 of the key. A key is 256 random bits, so that a slow hash would protect nothing more. */
  readonly digest: Buffer;
}

const SHAPE = /^([\w.-]{1,64}):([a-z]+(?:\+[a-z]+)*):([0-9a-f]{64})$/i;

/** A line of the setting is no key; the message never repeats it. */
export class ApiKeyError extends Error {
  override name = 'ApiKeyError';
}

/**
 * Reads `name:scope+scope:sha256hex`, several separated by commas.
 * @throws {ApiKeyError} naming the entry by its place.
 */
export function parseApiKeys(setting: string): readonly ApiKey[] {
  const keys = setting.split(',').map((entry, index) => parseOne(entry.trim(), index + 1));
  const twice = keys.find((key, index) => keys.findIndex(({ name }) => name === key.name) < index);
  if (twice) throw new ApiKeyError(`names ${twice.name} twice; give every key a name of its own`);
  return keys;
}

function parseOne(entry: string, place: number): ApiKey {
  const [, name, scopes, digest] = SHAPE.exec(entry) ?? [];
  if (!name || !scopes || !digest)
    throw new ApiKeyError(`has a malformed entry ${place}; make one with: npm run api:key -- NAME SCOPES`);
  return { name, scopes: parseScopes(scopes), digest: Buffer.from(digest, 'hex') };
}

/**
 * Reads `scope+scope`.
 * @throws {ApiKeyError} for a scope that does not exist.
 */
export function parseScopes(text: string): readonly Scope[] {
  const scopes = text.split('+');
  if (!scopes.every((scope) => (SCOPES as readonly string[]).includes(scope)))
    throw new ApiKeyError(`has an unknown scope; there are ${SCOPES.join(', ')}`);
  return scopes as Scope[];
}

/** Looks at every key, and at each for as long, so that the time taken tells nothing. */
export function findApiKey(keys: readonly ApiKey[], presented: string): ApiKey | undefined {
  const digest = sha256(presented);
  return keys.filter((key) => timingSafeEqual(key.digest, digest))[0];
}

/** A new key, and the entry of the setting that lets it in. */
export function createApiKey(name: string, scopes: string): { readonly key: string; readonly entry: string } {
  const key = `ap_${randomBytes(32).toString('base64url')}`;
  const entry = `${name}:${scopes}:${sha256(key).toString('hex')}`;
  parseApiKeys(entry);
  return { key, entry };
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
