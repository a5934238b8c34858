// Cleans a post before it is tokenised. The lab has the same rules (models/lab/data/text.py) and golden.jsonl holds the two
// together: a change here is a change there.
import { decodeHTML } from 'entities';

const LINK = 'http';
const HANDLE = '@user';

// \p{Cs} under the u flag matches lone surrogates only; pairs are read as one character.
const UNUSABLE = /[\p{Cs}\uFFFD\0]/gu;
const ENTITY = /&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});/g;
// Characters that HTML forbids as numeric entities. The 0x80-0x9F it reads as Windows-1252 are not among them.
const FORBIDDEN = /^(?:(?![\t\n\f\r\x80-\x9F])\p{Cc}|\p{Noncharacter_Code_Point})$/u;
/** Letters and digits in fancy dress: mathematical, full-width, circled (but not the metro's emoji) and squared. */
const STYLED =
  /[\u{1D400}-\u{1D7FF}\uFF01-\uFF5E\u2102\u210A-\u210E\u2110-\u2113\u2115\u2119-\u211D\u2124\u2128\u212C\u212D\u212F-\u2131\u2133\u2134\u{1F130}-\u{1F149}]|[\u24B6-\u24E9](?!\uFE0F)/gu;
/** What shows nothing, wherever it stands: soft hyphens, joiners of lines and words, marks of direction. */
export const INVISIBLE =
  /\u034F|[\u00AD\u061C\u180E\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\uFFF9-\uFFFB]/g;
/** White space, control characters, and letters that look like nothing (fillers, the blank of Braille). */
const SPACES =
  /[\p{Cc} \u00A0\u115F\u1160\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u2800\u3000\u3164\uFFA0]+/gu;

const DOMAINS = 'com|org|net|fr|eu|uk|ch';
const DOMAINS_WITH_PATH = `${DOMAINS}|be|ca|co|de|es|it|lu|io|ly|gl|me|to|tv|us|aero|app|dev|info|link|page|site|social|news`;
const DOMAINS_OF_HANDLES = `${DOMAINS}|io|app|dev|aero|social|blog`;
// No u flag here: with it, /i would fold the long s (ſ) into `https`.
const LINKS = new RegExp(
  [
    '(?:https?://|www\\.)[^ ]+',
    `(?<![A-Za-z0-9\\u00C0-\\u024F@_./\\-])(?:[A-Za-z0-9][A-Za-z0-9-]*\\.)+(?:(?:${DOMAINS_WITH_PATH})/[^ ]*|(?:${DOMAINS})(?![A-Za-z0-9@_-]|\\.[A-Za-z0-9]))`,
  ].join('|'),
  'gi',
);
// Twitter's `@name`, Mastodon's `@name@server`, Bluesky's `@name.domain`.
const HANDLES = new RegExp(
  `(?<![A-Za-z0-9_])(?<![A-Za-z0-9_]\\.)@(?:[A-Za-z0-9_]+(?:[.-][A-Za-z0-9_]+)*@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+|[A-Za-z0-9][A-Za-z0-9-]*(?:\\.[A-Za-z0-9-]+)*\\.(?:${DOMAINS_OF_HANDLES})(?![A-Za-z0-9_-])|[A-Za-z0-9_]+)`,
  'gi',
);
/** Names that the tokenizer keeps for itself. */
const SPECIAL = /<(?=\/?(?:s|pad|unk|mask)>)/g;

/** What stands before a handle to say whose words follow. */
const ATTRIBUTION = /(?:^|(?<= ))(?:RT|MT|via|cc) ?:? ?(?=@user)/gi;
const MASKS = /(?<![A-Za-z0-9_])(?:http|@user)(?![A-Za-z0-9_])/g;
const EMOJI = '[\\u231A-\\u23FF\\u2600-\\u27BF\\u2B50\\u2B55\\u{1F000}-\\u{1FAFF}]';
const EMOTICON = String.raw`(?<!\S)(?:[:;=8xX]['’]?-?[()\[\]|/\\*<>3DPpOo]+|[()]-?[:;=]|<3+|\^_*\^|[-—]_+[-—])(?!\S)`;
/** A letter (signs that only stand between letters are none), an emoji or an emoticon. */
const READABLE = new RegExp(`(?![ªº\\u0640])\\p{L}|${EMOJI}|${EMOTICON}`, 'u');

/**
 * The post as the tokenizer gets it: unusable characters out, HTML entities decoded once, styled letters as plain ones,
 * NFC, invisible characters out, one plain space between words, links as `http`, handles as `@user`, names of the
 * tokenizer's own pieces broken up. Any string will do.
 */
export function normalise(text: string): string {
  const decoded = text.replace(UNUSABLE, '').replace(ENTITY, decodeEntity);
  const plain = decoded.replace(UNUSABLE, '').replace(STYLED, (letter) => letter.normalize('NFKC'));
  const spaced = singleSpaces(plain.normalize('NFC').replace(INVISIBLE, ''));
  const masked = spaced.replace(LINKS, LINK).replace(HANDLES, HANDLE);
  return singleSpaces(masked.replace(SPECIAL, '< '));
}

/**
 * True when there is nothing to read: no word, emoji or emoticon but links, handles and whom a post was taken from. Such
 * a post gets no verdict.
 */
export function isEmpty(normalised: string): boolean {
  return !READABLE.test(normalised.replace(ATTRIBUTION, '').replace(MASKS, ' '));
}

/** Decodes one entity as the HTML standard does; an unknown name stays, a forbidden character goes. */
function decodeEntity(entity: string): string {
  const decoded = decodeHTML(entity);
  return entity.startsWith('&#') && FORBIDDEN.test(decoded) ? '' : decoded;
}

function singleSpaces(text: string): string {
  return text.replace(SPACES, ' ').trim();
}
