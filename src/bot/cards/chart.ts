// Verdicts by side as a chart that Teams draws, and as bars of text for hosts that draw none.
// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
import type { Counts } from '../../feedback/statistics.ts';
import { digestTextsIn } from '../digest-texts.ts';
import { percentage, type ReaderLanguage } from '../texts.ts';
import { type CardElement, text } from './adaptive.ts';

interface Slice {
  readonly legend: string;
  readonly value: number;
  /** One of the names that Teams has for colours of charts. */
  readonly color: string;
}

/** Squares of a whole bar. */
const SQUARES = 10;

/** @returns nothing where there is nothing to draw. */
export function verdictChart(
  language: ReaderLanguage,
  { predictions, negative }: Pick<Counts, 'predictions' | 'negative'>,
): CardElement[] {
  if (predictions === 0) return [];
  const words = digestTextsIn(language);
  const data: Slice[] = [
    { legend: words.negative, value: negative, color: 'attention' },
    { legend: words.positive, value: predictions - negative, color: 'good' },
  ];
  const fallback = { type: 'Container', items: data.map((slice) => bar(language, slice, predictions)) };
  return [{ type: 'Chart.Donut', title: words.sides, data, fallback }];
}

function bar(language: ReaderLanguage, { legend, value }: Slice, of: number): CardElement {
  const full = Math.round((value / of) * SQUARES);
  const drawn = '■'.repeat(full) + '□'.repeat(SQUARES - full);
  const column = (width: string, content: string) => ({
    type: 'Column',
    width,
    items: [text(content, { size: 'Small', wrap: false })],
  });
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [
      column('80px', legend),
      column('auto', drawn),
      column('stretch', percentage(language, value / of)),
    ],
  };
}
