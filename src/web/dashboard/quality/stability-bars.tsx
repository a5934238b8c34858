// How far each thing has moved from the reference: bars on one scale, which ends where the longest does.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Drift } from '../../api.ts';
import { useLanguage, useTexts } from '../../language.ts';
import { sharePercentage } from '../formats.ts';
import { endOfScale } from '../series.ts';

const useStyles = makeStyles({
  figure: { margin: 0 },
  title: { marginBottom: '8px', fontWeight: tokens.fontWeightSemibold },
  index: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  row: { marginBottom: '10px', fontSize: tokens.fontSizeBase200 },
  track: {
    position: 'relative',
    height: '10px',
    marginTop: '2px',
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    borderRadius: tokens.borderRadiusSmall,
    overflow: 'hidden',
  },
  value: {
    height: '100%',
    backgroundColor: tokens.colorBrandForeground1,
    '@media (forced-colors: active)': { backgroundColor: 'CanvasText', forcedColorAdjust: 'none' },
  },
  beyond: { backgroundColor: tokens.colorPaletteRedForeground1 },
  threshold: {
    position: 'absolute',
    top: 0,
    bottom: 0,
    borderLeft: `2px dashed ${tokens.colorNeutralForeground1}`,
  },
});

/** Against a provisional reference nothing counts as moved, however long its bar. */
export function StabilityBars({ drift }: { drift: Drift }) {
  const styles = useStyles();
  const { features, psi_threshold: threshold } = drift;
  const end = endOfScale(
    features.map(({ psi }) => psi),
    threshold,
  );
  const along = (value: number) => `${(100 * value) / end}%`;
  const firm = drift.reference.kind === 'own';
  const { drift: texts } = useTexts();
  const language = useLanguage();
  const number = (value: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>{texts.distances}</figcaption>
      {features.map(({ feature, psi, moved, before, now }) => (
        <div key={feature} className={styles.row}>
          {[
            texts.distance(texts.features[feature], psi === null ? '–' : number(psi)),
            before !== null &&
              now !== null &&
              texts.fromTo(sharePercentage(language, before), sharePercentage(language, now)),
            moved && firm && texts.beyond,
          ]
            .filter(Boolean)
            .join(' · ')}
          <div className={styles.track} aria-hidden="true">
            <div
              className={mergeClasses(styles.value, moved && firm && styles.beyond)}
              style={{ width: along(psi ?? 0) }}
            />
            <div className={styles.threshold} style={{ left: along(threshold) }} />
          </div>
        </div>
      ))}
      <p className={styles.index}>{texts.index(number(threshold), number(end))}</p>
    </figure>
  );
}
