// How many posts got which verdict in each hour or day, as stacked bars.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Figures } from '../api.ts';
import { useLanguage, useTexts } from '../language.ts';
import { useSideStyles } from '../side-styles.ts';
import { LABELS } from '../verdict.ts';
import { count, moment, sharePercentage } from './formats.ts';
import { LinkedTo } from './linked-to.tsx';
import { HEIGHT, Plot, WIDTH } from './plot.tsx';
import type { PostsBehind } from './posts-behind.ts';
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
  open: { cursor: 'pointer' },
});

interface VerdictBarsProps {
  readonly points: readonly Point[];
  readonly period: PeriodName;
  readonly behind: PostsBehind;
}

export function VerdictBars({ points, period, behind }: VerdictBarsProps) {
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
      values={points.flatMap(({ at, figures }) =>
        figures ? { words: sentenceOf(at, figures), href: behind.step(at) } : [],
      )}
      legend={
        <div className={styles.legend}>
          {LABELS.map((side) => (
            <span key={side}>
              <span className={mergeClasses(styles.swatch, sides[side])} />
              <LinkedTo href={behind.period({ label: side })}>{texts.dashboard[side]}</LinkedTo>
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
              // biome-ignore lint/a11y/noStaticElementInteractions: an image has no links in it; the list of values has them, for the keyboard too
              <rect
                key={label}
                className={mergeClasses(sides[label], behind.step(at) && styles.open)}
                x={x}
                y={HEIGHT - (to / most) * HEIGHT}
                width={width}
                height={((to - from) / most) * HEIGHT}
                onClick={() => go(behind.step(at, { label }))}
              />
            ))}
          </g>
        );
      })}
    </Plot>
  );
}

function go(href: string | undefined): void {
  if (href !== undefined) window.location.hash = href;
}
