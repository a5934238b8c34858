// A probability as a place between negative and positive.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useSideStyles } from '../side-styles.ts';
import { ICONS, type Judged, sideOf } from '../verdict.ts';

const useStyles = makeStyles({
  meter: { display: 'flex', gap: '8px', alignItems: 'center' },
  track: {
    flexGrow: 1,
    height: '10px',
    overflow: 'hidden',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    backgroundColor: tokens.colorNeutralBackground4,
  },
  value: { height: '100%' },
});

/** For the eye only: the number stands beside it in words. */
export function Meter({ judged }: { judged: Judged & { readonly probability: number } }) {
  const styles = useStyles();
  const sides = useSideStyles();
  return (
    <div className={styles.meter} aria-hidden="true">
      {ICONS.negative}
      <div className={styles.track}>
        <div
          className={mergeClasses(styles.value, sides[sideOf(judged)])}
          style={{ width: `${judged.probability * 100}%` }}
        />
      </div>
      {ICONS.positive}
    </div>
  );
}
