// The frame of a plot: its title, the largest value beside the axis, the moments below it. What it shows is said in words.
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '../language.ts';
import { moment } from './formats.ts';
import { LinkedTo } from './linked-to.tsx';
import type { PeriodName, Point } from './series.ts';

/** Units of the drawing; it is stretched to the width there is. */
export const WIDTH = 600;
export const HEIGHT = 140;

const useStyles = makeStyles({
  figure: { margin: 0 },
  title: { marginBottom: '8px', fontWeight: tokens.fontWeightSemibold },
  top: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  frame: {
    borderTop: `1px dashed ${tokens.colorNeutralStroke2}`,
    borderBottom: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
  drawing: { display: 'block', width: '100%', height: `${HEIGHT}px` },
  values: { marginTop: '4px', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  list: { margin: '4px 0 0', paddingLeft: '20px' },
  axis: {
    display: 'flex',
    justifyContent: 'space-between',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
});

/** A value in words, and where the posts behind it are listed. */
export interface PlotValue {
  readonly words: string;
  readonly href?: string | undefined;
}

interface PlotProps {
  readonly title: string;
  readonly period: PeriodName;
  readonly points: readonly Point[];
  /** What the upper edge stands for. */
  readonly top: string;
  /** What the drawing shows, for who cannot see it. */
  readonly words: string;
  /** Every value that is drawn, as a sentence each: what hovering shows and a click opens, for the keyboard too. */
  readonly values: readonly PlotValue[];
  readonly legend?: ReactNode;
  readonly children: ReactNode;
}

export function Plot({ title, period, points, top, words, values, legend, children }: PlotProps) {
  const styles = useStyles();
  const language = useLanguage();
  const { dashboard } = useTexts();
  const moments = [...new Set([points[0]!, points[Math.floor(points.length / 2)]!, points.at(-1)!])];
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>{title}</figcaption>
      {legend}
      <div className={styles.top}>{top}</div>
      <div className={styles.frame}>
        <svg
          className={styles.drawing}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title}. ${words}`}
        >
          {children}
        </svg>
      </div>
      <div className={styles.axis} aria-hidden="true">
        {moments.map(({ at }) => (
          <span key={at}>{moment(language, period, at)}</span>
        ))}
      </div>
      <details className={styles.values}>
        <summary>{dashboard.values}</summary>
        <ul className={styles.list}>
          {values.map(({ words, href }) => (
            <li key={words}>
              <LinkedTo href={href}>{words}</LinkedTo>
            </li>
          ))}
        </ul>
      </details>
    </figure>
  );
}
