// A file made up by chance, with what it must become, built from its pieces and not by reading it.

export interface RandomFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** Options that judge it. */
  readonly args: readonly string[];
  /** As Python names it. */
  readonly encoding: string;
  readonly posts: readonly string[];
  readonly bad: number;
  /** The bytes that it comes back with. */
  readonly judged: Buffer;
  /** CSV: the values of the header and of the rows that can be read, without those of an earlier verdict. */
  readonly values: readonly (readonly string[])[];
  readonly delimiter: string;
}

export interface Encoding {
  /** As Python and `--encoding` name it. */
  readonly name: string;
  readonly mark: string;
  readonly args: readonly string[];
  encode(text: string): Buffer;
  /** Whether it has this text. */
  holds(text: string): boolean;
}

const utf8 = { encode: (text: string) => Buffer.from(text, 'utf8'), holds: () => true, args: [] };

export const ENCODINGS: readonly Encoding[] = [
  { ...utf8, name: 'utf-8', mark: '' },
  { ...utf8, name: 'utf-8-sig', mark: '\uFEFF' },
  {
    name: 'cp1252',
    mark: '',
    args: ['--encoding', 'windows-1252'],
    encode: (text) => Buffer.from(text, 'latin1'),
    holds: (text) => /^[\0-\x7f\xa0-\xff]*$/.test(text),
  },
  {
    name: 'utf-16',
    mark: '\uFEFF',
    args: [],
    encode: (text) => Buffer.from(text, 'utf16le'),
    holds: () => true,
  },
];

/** Line ends of files: one throughout, or any of them. */
export const LINE_ENDS: readonly (readonly string[])[] = [['\n'], ['\r\n'], ['\r'], ['\n', '\r\n', '\r']];
