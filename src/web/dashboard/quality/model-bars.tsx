// Shares as bars, one under the other, each with what it says in words above it.
import { makeStyles, tokens } from '@fluentui/react-components';

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
});

export interface Bar {
  readonly words: string;
  /** Said below, smaller. */
  readonly more?: string;
  /** Begin and end, 0 to 1. */
  readonly from: number;
  readonly to: number;
}

export function ModelBars({ title, bars }: { title: string; bars: readonly Bar[] }) {
  const styles = useStyles();
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>{title}</figcaption>
      {bars.map(({ words, more, from, to }) => (
        <div key={words} className={styles.row}>
          {words}
          <div className={styles.track} aria-hidden="true">
            <div
              className={styles.value}
              style={{ left: `${100 * from}%`, width: `${100 * (to - from)}%` }}
            />
          </div>
          {more && <div className={styles.more}>{more}</div>}
        </div>
      ))}
    </figure>
  );
}
