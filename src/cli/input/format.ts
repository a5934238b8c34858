// What a kind of file gives to read and takes to write. Formats know bytes; nobody else does.
import type { Cells } from '../verdict-cells.ts';

/** A row as it stands in the file. */
export interface Row {
  readonly kind: 'row';
  readonly text: string;
  /** Its line end included. */
  readonly raw: Buffer;
  /** CSV: where its fields begin and end in `raw`, and its line end begins. */
  readonly fields?: readonly number[];
}

export type Found =
  | Row
  | { readonly kind: 'blank'; readonly raw: Buffer }
  | { readonly kind: 'bad'; readonly raw: Buffer; readonly reason: string };

export interface RowFormat {
  /** What stands before the first row: a mark, the header. */
  readonly head: Buffer;
  /**
   * The line or record that begins at `at`.
   * @param offset of `at` in the file. @param ended whether nothing comes after the bytes.
   * @returns undefined while it may go on after them.
   */
  next(bytes: Buffer, at: number, offset: number, ended: boolean): Found | undefined;
  /** Up to where the lines are what a broken record ran over; 0 when there was none. To be kept with a position. */
  brokenUntil: number;
  readonly write: Writer;
}

/** How rows go out, in working bytes. */
export interface Writer {
  /** @param columns names of the cells that are added. */
  head(columns: readonly string[]): Buffer;
  row(row: Row, cells: Cells): Buffer;
  blank(raw: Buffer): Buffer;
}

/** Longest row in bytes: a quote that is never closed ends here and not with the memory. */
export const MAX_ROW_BYTES = 1_000_000;
