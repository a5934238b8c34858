// People are known to the ledger by a keyed hash only: enough to count one vote each, useless without the key.
import { createHmac } from 'node:crypto';

/** Gives the 32 hexadecimal digits that stand for the person whom a door knows as `id`. */
export type HashPerson = (door: string, id: string) => string;

/** @param key secret of at least 32 bytes; with another key everybody becomes somebody else. */
export function createPeopleHash(key: string | Uint8Array): HashPerson {
  return (door, id) =>
    createHmac('sha256', key)
      .update(JSON.stringify([door, id])) // unambiguous, whatever characters an id holds
      .digest('hex')
      .slice(0, 32);
}
