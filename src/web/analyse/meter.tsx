// The scores of the three labels as one bar, from negative to positive.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { Prediction } from '../api.ts';
import { useSideStyles } from '../side-styles.ts';
import { ICONS, LABELS } from '../verdict.ts';

const useStyles = makeStyles({
  meter: { display: 'flex', gap: '8px', alignItems: 'center' },
  track: {
    display: 'flex',
    flexGrow: 1,
    height: '10px',
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    backgroundColor: tokens.colorNeutralBackground4,
  },
  part: { height: '100%' },
});

/** For the eye only: the scores stand beside it in words. */
export function Meter({ scores }: Pick<Prediction, 'scores'>) {
  const styles = useStyles();
  const sides = useSideStyles();
  return (
    <div className={styles.meter} aria-hidden="true">
      {ICONS.negative}
      <div className={styles.track}>
        {LABELS.toReversed().map((label) => (
          <div
            key={label}
            className={mergeClasses(styles.part, sides[label])}
            style={{ width: `${scores[label] * 100}%` }}
          />
        ))}
      </div>
      {ICONS.positive}
    </div>
  );
}
