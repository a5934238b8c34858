// Cleans a post before it is tokenised. The lab has the same rules (models/lab/text.py) and golden.jsonl holds the two
// together: a change here is a change there, and a new model.
import { decodeHTML } from 'entities';

const LINK = 'http';
const HANDLE = '@user';

// \p{Cs} under the u flag matches lone surrogates only; pairs are read as one character.
const UNUSABLE = /[\p{Cs}\uFFFD\0]/gu;
const ENTITY = /&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/g;
// Characters that HTML forbids as numeric entities. The 0x80-0x9F it reads as Windows-1252 are not among them.
const FORBIDDEN = /^(?:(?![\t\n\f\r\x80-\x9F])\p{Cc}|\p{Noncharacter_Code_Point})$/u;
const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;
const SPACES = /[\p{Cc} \u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000]+/gu;
// No u flag here: with it, /i would fold the long s (ſ) into `https`.
const LINKS = /(?:https?:\/\/|www\.)[^ ]+/gi;
const HANDLES = /(?<![A-Za-z0-9_.])@[A-Za-z0-9_]+/g;

/**
 * The post as the tokenizer gets it: unusable characters out, HTML entities decoded once, NFC, invisible characters
 * out, one plain space between words, links as `http`, handles as `@user`. Any string will do.
 */
export function normalise(text: string): string {
  const decoded = text.replace(UNUSABLE, '').replace(ENTITY, decodeEntity);
  const composed = decoded.replace(UNUSABLE, '').normalize('NFC');
  const spaced = singleSpaces(composed.replace(INVISIBLE, ''));
  return singleSpaces(spaced.replace(LINKS, LINK).replace(HANDLES, HANDLE));
}

/** True when nothing but links and handles is left: such a post gets no verdict. */
export function isEmpty(normalised: string): boolean {
  return normalised.split(' ').every((word) => word === '' || word === LINK || word === HANDLE);
}

/** Decodes one entity as the HTML standard does; an unknown name stays, a forbidden character goes. */
function decodeEntity(entity: string): string {
  const decoded = decodeHTML(entity);
  return entity.startsWith('&#') && FORBIDDEN.test(decoded) ? '' : decoded;
}

function singleSpaces(text: string): string {
  return text.replace(SPACES, ' ').trim();
}
