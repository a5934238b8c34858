// The few numbers that one looks at first.
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Figures } from '../api.ts';
import { useLanguage, useTexts } from '../language.ts';
import { count, sharePercentage } from './formats.ts';

const useStyles = makeStyles({
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(110px, 1fr))',
    gap: '16px',
    margin: 0,
  },
  name: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
  },
});

export function Tiles({ total }: { total: Figures }) {
  const styles = useStyles();
  const { dashboard } = useTexts();
  const language = useLanguage();
  const tiles = [
    [dashboard.predictions, count(language, total.predictions)],
    [dashboard.negativeShare, sharePercentage(language, total.negative_share)],
    [dashboard.votes, `${count(language, total.votes.up)} / ${count(language, total.votes.down)}`],
    [dashboard.badRate, sharePercentage(language, total.bad_rate)],
  ] as const;
  return (
    <dl className={styles.tiles}>
      {tiles.map(([name, value]) => (
        <div key={name}>
          <dt className={styles.name}>{name}</dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
