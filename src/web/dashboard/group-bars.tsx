// Verdicts by source, language or topic: a bar for each, as long as its part of all, with its labels in it.
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Statistics } from '../api.ts';
import { useLanguage, useTexts } from '../language.ts';
import { useSideStyles } from '../side-styles.ts';
import { sharePercentage } from './formats.ts';
import { LinkedTo } from './linked-to.tsx';
import { stacked } from './series.ts';

const useStyles = makeStyles({
  figure: { margin: 0 },
  title: { marginBottom: '8px', fontWeight: tokens.fontWeightSemibold },
  row: { marginBottom: '10px', fontSize: tokens.fontSizeBase200 },
  track: { display: 'flex', height: '10px', marginTop: '2px' },
});

interface GroupBarsProps {
  readonly title: string;
  readonly statistics: Statistics;
  readonly nameOf: (group: string) => string;
  /** Where the posts of a group are listed; undefined where no filter finds just them. */
  readonly postsOf: (group: string) => string | undefined;
}

export function GroupBars({ title, statistics: { groups, total }, nameOf, postsOf }: GroupBarsProps) {
  const styles = useStyles();
  const sides = useSideStyles();
  const texts = useTexts();
  const language = useLanguage();
  const part = (value: number) => ({ width: `${(100 * value) / total.predictions}%` });
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.title}>{title}</figcaption>
      {groups.map(({ group, figures }) => (
        <div key={group} className={styles.row}>
          <LinkedTo href={postsOf(group)}>
            {texts.dashboard.group(
              nameOf(group),
              figures.predictions,
              sharePercentage(language, figures.negative_share),
            )}
          </LinkedTo>
          <div className={styles.track} aria-hidden="true">
            {stacked(figures).map(({ label, from, to }) => (
              <div key={label} className={sides[label]} style={part(to - from)} />
            ))}
          </div>
        </div>
      ))}
    </figure>
  );
}
