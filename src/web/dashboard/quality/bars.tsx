// Bars on one scale, one under the other, each with what it says in words above it.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  figure: { margin: 0 },
  title: { marginBottom: '8px', fontWeight: tokens.fontWeightSemibold },
  row: { marginBottom: '10px', fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  more: { color: tokens.colorNeutralForeground3 },
  track: {
    position: 'relative',
    height: '10px',
    marginTop: '2px',
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusSmall,
    overflow: 'hidden',
  },
  value: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    backgroundColor: tokens.colorBrandForeground1,
    '@media (forced-colors: active)': { backgroundColor: 'CanvasText', forcedColorAdjust: 'none' },
  },
  beyond: { backgroundColor: tokens.colorPaletteRedForeground1 },
  mark: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    borderLeft: `2px dashed ${tokens.colorNeutralForeground1}`,
  },
});

export interface Bar {
  readonly words: string;
  /** Said below, smaller. */
  readonly more?: string;
  /** Begin and end, 0 to 1. */
  readonly from: number;
  readonly to: number;
  /** Whether it is longer than it should be. */
  readonly isBeyond?: boolean;
  /** Where a line stands that it should not cross, 0 to 1. */
  readonly mark?: number;
}

/** @param props.children said below all of them. */
export function Bars({
  title,
  bars,
  children,
}: {
  title: string;
  bars: readonly Bar[];
  children?: ReactNode;
}) {
  const styles = useStyles();
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>{title}</figcaption>
      {bars.map(({ words, more, from, to, isBeyond, mark }) => (
        <div key={words} className={styles.row}>
          {words}
          <div className={styles.track} aria-hidden="true">
            <div
              className={mergeClasses(styles.value, isBeyond && styles.beyond)}
              style={{ left: `${100 * from}%`, width: `${100 * (to - from)}%` }}
            />
            {mark !== undefined && <div className={styles.mark} style={{ left: `${100 * mark}%` }} />}
          </div>
          {more && <div className={styles.more}>{more}</div>}
        </div>
      ))}
      {children}
    </figure>
  );
}
