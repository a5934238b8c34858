// Verdicts by side as a chart that Teams draws, and as bars of text for hosts that draw none.
// https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
import type { VerdictCounts } from '../../feedback/statistics.ts';
import { percentage } from '../../locale/numbers.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { Label } from '../../sentiment/verdict.ts';
import { figureTexts } from '../texts/figures.ts';
import { type CardElement, column, text } from './adaptive.ts';

interface Side {
  readonly name: string;
  readonly count: number;
  readonly color: 'attention' | 'neutral' | 'good';
}

/** Squares of a whole bar. */
const SQUARES = 10;

/** Posts from which a chart tells more than their counts do. */
const ENOUGH = 3;

/** @returns nothing where there is next to nothing to draw. */
export function verdictChart(
  language: ReaderLanguage,
  { predictions, negative, neutral, positive }: Pick<VerdictCounts, 'predictions' | Label>,
): CardElement[] {
  if (predictions < ENOUGH) return [];
  const words = figureTexts[language];
  const sides: Side[] = [
    { name: words.negative, count: negative, color: 'attention' },
    { name: words.neutral, count: neutral, color: 'neutral' },
    { name: words.positive, count: positive, color: 'good' },
  ];
  const share = ({ count }: Side) => percentage(language, count / predictions);
  // With its share in the legend a slice is known by its size, and not by its colour alone.
  const data = sides.map((side) => ({
    legend: `${side.name} · ${share(side)}`,
    value: side.count,
    color: side.color,
  }));
  const items = sides.map((side) => bar(side, predictions, share(side)));
  return [{ type: 'Chart.Donut', title: words.breakdown, data, fallback: { type: 'Container', items } }];
}

function bar({ name, count }: Side, of: number, share: string): CardElement {
  const full = Math.round((count / of) * SQUARES);
  const drawn = '■'.repeat(full) + '□'.repeat(SQUARES - full);
  const cell = (width: string, content: string) =>
    column(width, [text(content, { size: 'Small', wrap: false })]);
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    columns: [cell('80px', name), cell('auto', drawn), cell('stretch', share)],
  };
}
