// A probability as a place between negative and positive.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Prediction } from '../api.ts';
import { verdictOf } from '../verdict.ts';

const useStyles = makeStyles({
  track: {
    height: '10px',
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    backgroundColor: tokens.colorNeutralBackground4,
  },
  value: {
    height: '100%',
    '@media (forced-colors: active)': { backgroundColor: 'CanvasText', forcedColorAdjust: 'none' },
  },
  positive: { backgroundColor: tokens.colorPaletteGreenBackground3 },
  negative: { backgroundColor: tokens.colorPaletteRedBackground3 },
  uncertain: { backgroundColor: tokens.colorNeutralForeground3 },
});

/** For the eye only: the number stands beside it in words. */
export function Meter({ prediction }: { prediction: Pick<Prediction, 'label' | 'certain' | 'probability'> }) {
  const styles = useStyles();
  return (
    <div className={styles.track} aria-hidden="true">
      <div
        className={mergeClasses(styles.value, styles[verdictOf(prediction)])}
        style={{ width: `${prediction.probability * 100}%` }}
      />
    </div>
  );
}
