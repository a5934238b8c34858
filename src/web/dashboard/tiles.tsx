// The few numbers that one looks at first.
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Figures } from '../api.ts';
import { useLanguage, useTexts } from '../language.ts';
import { count, sharePercentage } from './formats.ts';
import { LinkedTo } from './linked-to.tsx';
import type { PostsBehind } from './posts-behind.ts';

const useStyles = makeStyles({
  tiles: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(110px, 1fr))',
    gap: '16px',
    margin: 0,
  },
  // The link of a name covers its tile.
  tile: { position: 'relative', '& a::after': { content: '""', position: 'absolute', inset: 0 } },
  name: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  value: {
    margin: 0,
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontWeight: tokens.fontWeightSemibold,
  },
  few: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightRegular,
  },
});

/** Votes from which a share of them means something. */
const ENOUGH_VOTES = 20;

export function Tiles({ total, behind }: { total: Figures; behind: PostsBehind }) {
  const styles = useStyles();
  const { dashboard } = useTexts();
  const language = useLanguage();
  const tiles = [
    [dashboard.predictions, count(language, total.predictions), {}],
    [dashboard.negativeShare, sharePercentage(language, total.negative_share), { label: 'negative' }],
    [
      dashboard.votes,
      `${count(language, total.votes.up)} / ${count(language, total.votes.down)}`,
      { feedback: 'voted' },
    ],
    [dashboard.badRate, <BadRate key="rate" total={total} />, { feedback: 'disputed' }],
  ] as const;
  return (
    <dl className={styles.tiles}>
      {tiles.map(([name, value, filter]) => (
        <div key={name} className={styles.tile}>
          <dt className={styles.name}>
            <LinkedTo href={behind.period(filter)}>{name}</LinkedTo>
          </dt>
          <dd className={styles.value}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Of a few votes no percentage, but what they are. */
function BadRate({ total: { votes, bad_rate } }: { total: Figures }) {
  const styles = useStyles();
  const { dashboard } = useTexts();
  const language = useLanguage();
  const all = votes.up + votes.down;
  if (all === 0 || all >= ENOUGH_VOTES) return sharePercentage(language, bad_rate);
  return <span className={styles.few}>{dashboard.contestedOf(votes.down, all)}</span>;
}
