// Ids that follow from what they are for, so that work that is done again makes nothing new.
import { createHash } from 'node:crypto';

/** @returns a UUID of version 8 (RFC 9562), always the same for these parts, which are values of JSON. */
export function derivedId(...parts: readonly unknown[]): string {
  const hex = createHash('sha256').update(JSON.stringify(parts)).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
