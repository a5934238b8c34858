// A share over time: a line where neighbours both have one, a dot for each. Not drawn where there is none at all.
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Figures } from '../api.ts';
import { useLanguage, useTexts } from '../language.ts';
import { moment, sharePercentage } from './formats.ts';
import { HEIGHT, Plot, WIDTH } from './plot.tsx';
import { type PeriodName, type Point, peakOf } from './series.ts';

const FORCED = {
  '@media (forced-colors: active)': { stroke: 'CanvasText', forcedColorAdjust: 'none' },
} as const;

const useStyles = makeStyles({
  line: {
    stroke: tokens.colorBrandForeground1,
    strokeWidth: 2,
    vectorEffect: 'non-scaling-stroke',
    ...FORCED,
  },
  threshold: {
    stroke: tokens.colorPaletteRedForeground1,
    strokeWidth: 1.5,
    strokeDasharray: '6 4',
    vectorEffect: 'non-scaling-stroke',
    ...FORCED,
  },
  // A line of no length with round ends is a dot that stretching leaves round.
  dot: {
    stroke: tokens.colorBrandForeground1,
    strokeWidth: 8,
    strokeLinecap: 'round',
    vectorEffect: 'non-scaling-stroke',
    ...FORCED,
  },
});

interface ShareLineProps {
  readonly title: string;
  readonly points: readonly Point[];
  readonly period: PeriodName;
  /** A share worth a line of its own, 0 to 1. */
  readonly threshold?: number;
  readonly shareOf: (figures: Figures) => number | null;
  /** Where the posts behind the share of an hour or a day are listed. */
  readonly postsAt: (at: number) => string | undefined;
}

export function ShareLine({ title, points, period, threshold, shareOf, postsAt }: ShareLineProps) {
  const styles = useStyles();
  const texts = useTexts();
  const language = useLanguage();
  const peak = peakOf(points, shareOf);
  const top =
    threshold === undefined
      ? sharePercentage(language, 1)
      : `${sharePercentage(language, 1)} · ${texts.dashboard.threshold(sharePercentage(language, threshold))}`;
  const slot = WIDTH / points.length;
  if (!peak) return null;
  const words = texts.dashboard.peak(
    sharePercentage(language, peak.value),
    moment(language, period, peak.at),
  );
  const marks = points.map(({ at, figures }, n) => {
    const share = figures && shareOf(figures);
    return share === null ? null : { at, share, x: (n + 0.5) * slot, y: heightOf(share) };
  });
  const sentenceOf = ({ at, share }: { readonly at: number; readonly share: number }) =>
    texts.dashboard.share(moment(language, period, at), sharePercentage(language, share));
  const values = marks.flatMap((mark) => (mark ? { words: sentenceOf(mark), href: postsAt(mark.at) } : []));
  return (
    <Plot title={title} period={period} points={points} top={top} words={words} values={values}>
      {threshold !== undefined && (
        <line
          className={styles.threshold}
          x1={0}
          y1={heightOf(threshold)}
          x2={WIDTH}
          y2={heightOf(threshold)}
        />
      )}
      {marks.map((place, n) => {
        const before = marks[n - 1];
        return (
          place && (
            <g key={place.at}>
              {before && (
                <line className={styles.line} x1={before.x} y1={before.y} x2={place.x} y2={place.y} />
              )}
              <line className={styles.dot} x1={place.x} y1={place.y} x2={place.x} y2={place.y}>
                <title>{sentenceOf(place)}</title>
              </line>
            </g>
          )
        );
      })}
    </Plot>
  );
}

/** Where a share stands in the drawing, with room for a dot at either edge. */
function heightOf(share: number): number {
  return 6 + (1 - share) * (HEIGHT - 12);
}
