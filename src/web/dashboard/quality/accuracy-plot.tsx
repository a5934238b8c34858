// Two answers to how often the model is right, day by day: a square for the estimate, a dot for what votes say, each with its
// band as a line from its lowest to its highest value.
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Drift } from '../../api.ts';
import { useLanguage, useTexts } from '../../language.ts';
import { moment, sharePercentage } from '../formats.ts';
import { HEIGHT, Plot, WIDTH } from '../plot.tsx';

type Day = Drift['days'][number];

const FORCED = {
  '@media (forced-colors: active)': { stroke: 'CanvasText', forcedColorAdjust: 'none' },
} as const;
const mark = { vectorEffect: 'non-scaling-stroke', ...FORCED } as const;

const useStyles = makeStyles({
  estimated: { stroke: tokens.colorBrandForeground1, ...mark },
  observed: { stroke: tokens.colorPaletteDarkOrangeForeground1, ...mark },
  band: { strokeWidth: 2 },
  // Lines of no length: their ends make a square and a dot, which stretching leaves as they are.
  square: { strokeWidth: 9, strokeLinecap: 'square' },
  dot: { strokeWidth: 9, strokeLinecap: 'round' },
  entry: { marginRight: '12px' },
  legend: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
});

const SERIES = [
  { name: 'estimated', shape: 'square', aside: -4 },
  { name: 'observed', shape: 'dot', aside: 4 },
] as const;

export function AccuracyPlot({ days }: { days: readonly Day[] }) {
  const styles = useStyles();
  const { drift: texts, dashboard } = useTexts();
  const language = useLanguage();
  const points = days.map(({ day }) => ({ at: Date.parse(day), figures: null }));
  const last = days.at(-1)!;
  const shareOn = (day: Day, name: 'estimated' | 'observed') =>
    sharePercentage(language, day[name]?.value ?? null);
  const bothOn = (day: Day) => texts.both(shareOn(day, 'estimated'), shareOn(day, 'observed'));
  const sentenceOf = (day: Day) =>
    dashboard.share(moment(language, 'month', Date.parse(day.day)), bothOn(day));
  return (
    <Plot
      title={texts.accuracy}
      period="month"
      points={points}
      top={sharePercentage(language, 1)}
      words={texts.lastDay(bothOn(last))}
      values={days.map((day) => ({ words: sentenceOf(day) }))}
      legend={
        <p className={styles.legend}>
          {SERIES.map(({ name, shape }) => (
            <span key={name} className={styles.entry}>
              <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" className={styles[name]}>
                <line className={styles[shape]} x1={6} y1={6} x2={6} y2={6} />
              </svg>{' '}
              {texts[name]}
            </span>
          ))}
        </p>
      }
    >
      {days.map((day, n) => (
        <g key={day.day}>
          <title>{sentenceOf(day)}</title>
          {SERIES.map(({ name, shape, aside }) => {
            const estimate = day[name];
            const x = ((n + 0.5) * WIDTH) / days.length + aside;
            return (
              estimate && (
                <g key={name} className={styles[name]}>
                  <line className={styles.band} {...vertical(x, estimate.low, estimate.high)} />
                  <line className={styles[shape]} {...vertical(x, estimate.value, estimate.value)} />
                </g>
              )
            );
          })}
        </g>
      ))}
    </Plot>
  );
}

/** A line at `x` from one share to another, with room for a mark at either edge. */
function vertical(x: number, from: number, to: number) {
  const height = (share: number) => 6 + (1 - share) * (HEIGHT - 12);
  return { x1: x, x2: x, y1: height(from), y2: height(to) };
}
