// People are stored as keyed hashes only: enough to count one vote each, useless without the key.
import { createHmac } from 'node:crypto';

/**
 * Gives the 32 hexadecimal digits that stand for the person whom a door knows as `id`, the same for every spelling of it.
 * @param form 'as written' takes the spelling as it is, as versions did that had no canonical form.
 */
export type HashPerson = (door: string, id: string, form?: 'as written') => string;

/** @param key secret of at least 32 bytes; another key gives every person another hash. */
export function createPeopleHash(key: string | Uint8Array): HashPerson {
  return (door, id, form) =>
    createHmac('sha256', key)
      .update(JSON.stringify(form === 'as written' ? [door, id] : canonical(door, id))) // unambiguous, whatever an id holds
      .digest('hex')
      .slice(0, 32);
}

/** Every hash under which a person may be known, those that earlier versions kept included; the one of today first. */
export function hashesOf(hashPerson: HashPerson, door: string, id: string): readonly string[] {
  const [today, name] = canonical(door, id);
  const names = [id, id.trim(), name, name.toUpperCase(), `@${name}`, ...(isGuid(name) ? [`{${name}}`] : [])];
  const earlier = [door, today].flatMap((each) => names.map((one) => hashPerson(each, one, 'as written')));
  return [...new Set([hashPerson(door, id), ...earlier])];
}

/** Whether a text has the form of a {@link HashPerson}; an id of somebody may have it too. */
export function isPersonHash(text: string): boolean {
  return /^[0-9a-f]{32}$/.test(text);
}

const NETWORK = 'network:';

/** The door of authors on a network: a name there is not the same person as that name on another, or as a voter. */
export function onNetwork(network: string): string {
  return `${NETWORK}${network}`;
}

/** A GUID is the same in capitals and in braces; a handle of a network with and without its `@`, in capitals too. */
function canonical(door: string, id: string): readonly [door: string, id: string] {
  const name = id.normalize('NFC').trim();
  if (door.startsWith(NETWORK)) return [door.toLowerCase(), name.replace(/^@/, '').toLowerCase()];
  const bare = name.replace(/^\{(.*)\}$/, '$1').toLowerCase();
  return [door, isGuid(bare) ? bare : name];
}

function isGuid(id: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}
