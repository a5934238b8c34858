// How many posts got which verdict in each hour or day, as stacked bars.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Figures } from '../api.ts';
import { useLanguage, useTexts } from '../language.ts';
import { useSideStyles } from '../side-styles.ts';
import { LABELS } from '../verdict.ts';
import { count, moment, sharePercentage } from './formats.ts';
import { HEIGHT, Plot, WIDTH } from './plot.tsx';
import { type PeriodName, type Point, peakOf, stacked } from './series.ts';

const useStyles = makeStyles({
  legend: { display: 'flex', gap: '16px', marginBottom: '4px', fontSize: tokens.fontSizeBase200 },
  swatch: {
    display: 'inline-block',
    width: '10px',
    height: '10px',
    marginRight: '6px',
    borderRadius: '2px',
  },
});

export function VerdictBars({ points, period }: { points: readonly Point[]; period: PeriodName }) {
  const styles = useStyles();
  const sides = useSideStyles();
  const texts = useTexts();
  const language = useLanguage();
  const peak = peakOf(points, ({ predictions }) => predictions);
  const most = peak?.value ?? 1;
  const slot = WIDTH / points.length;
  const words = peak
    ? texts.dashboard.peak(count(language, peak.value), moment(language, period, peak.at))
    : texts.dashboard.none;
  const sentenceOf = (at: number, { predictions, negative_share }: Figures) =>
    texts.dashboard.group(
      moment(language, period, at),
      predictions,
      sharePercentage(language, negative_share),
    );
  return (
    <Plot
      title={texts.dashboard.overTime}
      period={period}
      points={points}
      top={count(language, most)}
      words={words}
      values={points.flatMap(({ at, figures }) => (figures ? sentenceOf(at, figures) : []))}
      legend={
        <div className={styles.legend}>
          {LABELS.map((side) => (
            <span key={side}>
              <span className={mergeClasses(styles.swatch, sides[side])} />
              {texts.dashboard[side]}
            </span>
          ))}
        </div>
      }
    >
      {points.map(({ at, figures }, n) => {
        if (!figures) return null;
        const x = n * slot + slot * 0.15;
        const width = slot * 0.7;
        return (
          <g key={at}>
            <title>{sentenceOf(at, figures)}</title>
            {stacked(figures).map(({ label, from, to }) => (
              <rect
                key={label}
                className={sides[label]}
                x={x}
                y={HEIGHT - (to / most) * HEIGHT}
                width={width}
                height={((to - from) / most) * HEIGHT}
              />
            ))}
          </g>
        );
      })}
    </Plot>
  );
}
