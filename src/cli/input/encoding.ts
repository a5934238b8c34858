// Which characters the bytes of a file stand for: UTF-8 unless its first bytes or --encoding say otherwise.
import { isUtf8 } from 'node:buffer';
import { FileError, UsageError } from '../faults.ts';

/** Decodes whole fields. @returns undefined when the bytes are none of this encoding. */
export type Decode = (bytes: Buffer) => string | undefined;

export interface TextEncoding {
  /** As TextDecoder names it. */
  readonly name: string;
  readonly decode: Decode;
  /** Turns what is written back: rows of UTF-16 are worked on as UTF-8. */
  readonly encode: (bytes: Buffer) => Buffer;
}

const BYTE_WISE = /^(utf-8|utf-16[bl]e|windows-\d+|iso-8859-\d+|macintosh|koi8-[ru]|ibm866)$/;

/** Ways out for files that are no text, by their first bytes. */
const NO_TEXT: readonly (readonly [string, string])[] = [
  ['504b0304', 'is an Excel workbook or a ZIP archive; in Excel, save it as “CSV UTF-8”, and judge that'],
  ['d0cf11e0', 'is an old Excel workbook; in Excel, save it as “CSV UTF-8”, and judge that'],
  ['1f8b', 'is compressed; pipe it in: gzip -dc FILE | npm run classify -- - --out …'],
  ['50415231', 'is Parquet; judge it with `lab score` (docs/score.md)'],
  ['fffe0000', 'is UTF-32; save it as UTF-8'],
];

const MARKS: readonly (readonly [string, string])[] = [
  ['efbbbf', 'utf-8'],
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
];

/**
 * @param label of --encoding.
 * @throws {UsageError} when there is no such encoding, or none whose bytes can be read one by one.
 */
export function readEncodingName(label: string): string {
  try {
    const { encoding } = new TextDecoder(label);
    if (BYTE_WISE.test(encoding)) return encoding;
  } catch {
    // no such encoding
  }
  throw new UsageError(
    `--encoding ${label} is not known here; name utf-8, utf-16le, windows-1252 (Excel), macintosh, iso-8859-15 or the like.`,
  );
}

/**
 * @param start the first bytes of the file, as many as there are up to some kilobytes.
 * @param name what the file is called in messages. @param given the encoding of --encoding.
 * @throws {UsageError} when they are no text, or not of the encoding that was given.
 */
export function detectEncoding(start: Buffer, name: string, given: string | undefined): TextEncoding {
  const hex = start.subarray(0, 4).toString('hex');
  const way = NO_TEXT.find(([magic]) => hex.startsWith(magic))?.[1];
  if (way) throw new UsageError(`${name} ${way}.`);
  const marked = MARKS.find(([mark]) => hex.startsWith(mark))?.[1];
  if (marked && given && marked !== given)
    throw new UsageError(`${name} says itself that it is ${marked}; leave --encoding out.`);
  const encoding = given ?? marked ?? 'utf-8';
  if (!encoding.startsWith('utf-16') && start.includes(0))
    throw new UsageError(`${name} holds zero bytes; if it is UTF-16, add --encoding utf-16le.`);
  if (given && !marked && !given.startsWith('utf') && isUtf8WithAccents(start))
    throw new UsageError(`${name} is UTF-8 and not ${given}; leave --encoding out.`);
  return encodingOf(encoding);
}

function encodingOf(name: string): TextEncoding {
  const asItIs = (bytes: Buffer) => bytes;
  if (name === 'utf-16le') return { name, decode: decodeUtf8, encode: toUtf16 };
  if (name === 'utf-16be') return { name, decode: decodeUtf8, encode: (bytes) => toUtf16(bytes).swap16() };
  if (name === 'utf-8') return { name, decode: decodeUtf8, encode: asItIs };
  const decoder = new TextDecoder(name);
  return { name, decode: (bytes) => decoder.decode(bytes), encode: asItIs };
}

const decodeUtf8: Decode = (bytes) => (isUtf8(bytes) ? bytes.toString('utf8') : undefined);

const toUtf16 = (bytes: Buffer) => Buffer.from(bytes.toString('utf8'), 'utf16le');

/** Latin letters with accents hardly ever make UTF-8 by chance. */
function isUtf8WithAccents(start: Buffer): boolean {
  const cut = start.subarray(0, Math.max(0, start.length - 3)); // the last character may be half there
  return (
    cut.some((byte) => byte > 127) &&
    [0, 1, 2, 3].some((less) => isUtf8(start.subarray(0, start.length - less)))
  );
}

/**
 * A stream of UTF-16 as UTF-8, its mark included; any other as it is.
 * @throws {FileError} where the bytes are no UTF-16.
 */
export async function* toWorkingBytes(
  stream: AsyncIterable<Buffer>,
  { name }: Pick<TextEncoding, 'name'>,
  file: string,
): AsyncIterable<Buffer> {
  if (!name.startsWith('utf-16')) return yield* stream;
  const decoder = new TextDecoder(name, { fatal: true, ignoreBOM: true });
  const decode = (bytes?: Buffer) => {
    try {
      return Buffer.from(bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode(), 'utf8');
    } catch (error) {
      throw new FileError(`${file} is no ${name} throughout; save it as UTF-8.`, { cause: error });
    }
  };
  for await (const chunk of stream) yield decode(chunk);
  const rest = decode();
  if (rest.length > 0) yield rest;
}

/** What a person can do about a row that does not decode. */
export function encodingAdvice(name: string): string {
  return name === 'utf-8'
    ? 'it is not UTF-8; if Excel wrote the file, add --encoding windows-1252 (on a Mac: macintosh)'
    : `it is not ${name}`;
}
