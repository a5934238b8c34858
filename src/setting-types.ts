// What settings are made of: whole numbers, choices, lists; what is wrong with one says what it must be.
import { z } from 'zod';

/** All configuration errors of an environment, each with its fix. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Names of this machine. */
export const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** A whole number; every way of being none gets the same advice. */
export function whole(least: number, most = Number.MAX_SAFE_INTEGER) {
  const error =
    most < Number.MAX_SAFE_INTEGER
      ? `must be a whole number from ${least} to ${most}`
      : `must be a whole number, ${least} at least`;
  return z.coerce.number(error).int(error).min(least, error).max(most, error);
}

export function oneOf<const T extends readonly string[]>(...values: T) {
  return z.enum(values, { error: `must be one of ${values.join(', ')}` });
}

/** An IANA time zone. */
export const timeZone = z.string().refine(isTimeZone, 'must be a time zone like Europe/Paris');

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Names separated by commas, as a list. */
export const listOf = <T extends z.ZodType<unknown, string>>(one: T) =>
  z
    .string()
    .transform((list) => list.split(',').map((each) => each.trim()))
    .pipe(z.array(one));

/** @param hint where to copy it from. */
export const uuid = (hint: string) => z.uuid(`is not a UUID; copy it from ${hint}`);

/** Over TLS, or on the machine itself. */
export function isTrusted(url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname));
}
