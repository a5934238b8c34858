// The table of verdicts as a file that the reader's spreadsheet opens as it should.
import type { ReaderLanguage } from '../../../locale/reader-language.ts';
import type { PageTexts } from '../../texts/page-texts.ts';
import { sentimentName } from '../../verdict.ts';
import type { PostRow } from './rows.ts';

/**
 * CSV as a spreadsheet in the reader's language writes it: in French semicolons and decimal commas. It begins with a
 * byte order mark, by which Excel knows UTF-8. Posts without a verdict keep their line, with the other columns empty.
 */
export function csvOf(rows: readonly PostRow[], texts: PageTexts, language: ReaderLanguage): string {
  const separator = language === 'fr' ? ';' : ',';
  const format = new Intl.NumberFormat(language, { maximumFractionDigits: 3 });
  const lines = rows.map(({ post, prediction }) =>
    prediction
      ? [
          post,
          sentimentName(texts, prediction),
          format.format(prediction.probability),
          prediction.certain ? texts.yes : texts.no,
          prediction.lang,
          (prediction.brand?.rules ?? []).map(({ phrase }) => phrase).join(', '),
          prediction.brand ? sentimentName(texts, prediction.brand.own) : '',
          prediction.id,
        ]
      : [post, ...texts.csv.slice(1).map(() => '')],
  );
  const line = (cells: readonly string[]) => cells.map((cell) => quoted(cell)).join(separator);
  return `\uFEFF${[texts.csv, ...lines].map(line).join('\r\n')}\r\n`;
}

/** Always in quotes. A post that a spreadsheet would run as a formula gets an apostrophe before it. */
function quoted(cell: string): string {
  const harmless = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return `"${harmless.replaceAll('"', '""')}"`;
}
