// One record of a CSV file (RFC 4180) in bytes. A quote within a field that does not begin with one is a character like
// any other, as spreadsheets and Python read it.
import { findLineEnd, isLineEnd, skipLineEnd } from './line-end.ts';

export const QUOTE = 34;

export interface CsvRecord {
  /** Where each field begins and ends, its quotes included: begin, end, begin, end, … */
  readonly fields: readonly number[];
  /** Where its line end begins. */
  readonly end: number;
  /** Where the next record begins. */
  readonly next: number;
}

/** A record that is none, and the place where that shows. */
export interface BrokenRecord {
  readonly reason: string;
  readonly at: number;
}

/**
 * @param ended whether nothing comes after the bytes.
 * @returns undefined while the record may go on after them.
 */
export function scanRecord(
  bytes: Buffer,
  start: number,
  delimiter: number,
  ended: boolean,
): CsvRecord | BrokenRecord | undefined {
  const fields: number[] = [];
  for (let at = start; ; at++) {
    const begin = at;
    if (bytes[at] === QUOTE) {
      const close = findClosingQuote(bytes, at + 1, ended);
      if (close === undefined)
        return ended ? { reason: 'a quote is opened and never closed', at: bytes.length } : undefined;
      at = close + 1;
      if (at < bytes.length && bytes[at] !== delimiter && !isLineEnd(bytes[at]))
        return { reason: 'a quote stands where the field should end; write it twice', at: close };
    } else {
      while (at < bytes.length && bytes[at] !== delimiter && !isLineEnd(bytes[at])) at++;
    }
    if (at === bytes.length && !ended) return undefined;
    fields.push(begin, at);
    if (bytes[at] === delimiter && at < bytes.length) continue;
    const next = skipLineEnd(bytes, at, ended);
    return next === undefined ? undefined : { fields, end: at, next };
  }
}

/** @returns the place of the first quote that is not written twice; undefined when there is none yet. */
function findClosingQuote(bytes: Buffer, from: number, ended: boolean): number | undefined {
  for (let at = bytes.indexOf(QUOTE, from); at !== -1; at = bytes.indexOf(QUOTE, at + 2)) {
    if (at + 1 === bytes.length) return ended ? at : undefined;
    if (bytes[at + 1] !== QUOTE) return at;
  }
  return undefined;
}

/** Whether a quoted field of several lines ends with what looks like the opening quote of a later row. */
export function endsAtOpening(bytes: Buffer, { fields }: CsvRecord, delimiter: number): boolean {
  for (let field = 0; field < fields.length; field += 2) {
    const [begin, end] = [fields[field]!, fields[field + 1]!];
    if (bytes[begin] !== QUOTE || findLineEnd(bytes, begin) >= end) continue;
    const before = bytes[end - 2];
    if (before === delimiter || isLineEnd(before)) return true;
  }
  return false;
}

/** Whether fields without quotes around them hold an odd number of quotes: half of a field that was torn apart. */
export function hasLooseQuote(bytes: Buffer, { fields }: CsvRecord): boolean {
  let quotes = 0;
  for (let field = 0; field < fields.length; field += 2) {
    if (bytes[fields[field]!] === QUOTE) continue;
    for (let at = fields[field]!; at < fields[field + 1]!; at++) if (bytes[at] === QUOTE) quotes++;
  }
  return quotes % 2 === 1;
}
