// Looks at the beginning of a file: its encoding, then its head.
import type { Options } from '../options.ts';
import { type ByteWindow, createByteWindow } from './byte-window.ts';
import { createCsvFormat, createCsvToJsonWriter, createCsvWriter } from './csv-format.ts';
import { readCsvHead } from './csv-head.ts';
import { detectEncoding, type TextEncoding, toWorkingBytes } from './encoding.ts';
import type { RowFormat } from './format.ts';
import { createJsonFormat } from './json-format.ts';

/** Bytes by which an encoding is told; a file gives more at once, a pipe that waits may not. */
const FIRST_BYTES = 4;

export interface OpenFile {
  readonly window: ByteWindow;
  readonly encoding: TextEncoding;
  /** Undefined for an empty file. */
  readonly format: RowFormat | undefined;
  /** Told of the delimiter, where there is one. */
  readonly delimiter: string | undefined;
}

/**
 * @param name what the file is called in messages.
 * @throws {UsageError} when it is no text, or its head does not fit the options.
 */
export async function openFormat(
  stream: AsyncIterable<Buffer>,
  name: string,
  options: Options,
  signal?: AbortSignal,
): Promise<OpenFile> {
  const first = createByteWindow(stream, signal);
  while (first.bytes.length < FIRST_BYTES && (await first.grow()));
  const encoding = detectEncoding(first.bytes, name, options.encoding);
  const window = createByteWindow(toWorkingBytes(restOf(first), encoding, name), signal);
  if (options.inputFormat === 'jsonl') {
    while (window.bytes.length < 3 && (await window.grow()));
    const marked = window.bytes.subarray(0, 3).toString('hex') === 'efbbbf';
    const head = window.bytes.subarray(0, marked ? 3 : 0);
    const format = createJsonFormat(head, encoding, options.textColumn);
    return { window, encoding, format, delimiter: undefined };
  }
  const head = await readCsvHead(window, { ...options, encoding });
  if (!head) return { window, encoding, format: undefined, delimiter: undefined };
  const write =
    options.outputFormat === 'csv' ? createCsvWriter(head) : createCsvToJsonWriter(head, encoding);
  const format = createCsvFormat(head, encoding, write);
  return { window, encoding, format, delimiter: String.fromCharCode(head.delimiter) };
}

async function* restOf(window: ByteWindow): AsyncIterable<Buffer> {
  do {
    const { bytes, at } = window;
    window.advance(bytes.length - at);
    if (at < bytes.length) yield bytes.subarray(at);
  } while (await window.grow());
}
