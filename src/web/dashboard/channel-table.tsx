// Channels beside each other: how many posts, how negative, how many votes against; each name leads to its posts.
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ChannelFigures } from '../api.ts';
import { useLanguage, useTexts } from '../language.ts';
import { count, sharePercentage } from './formats.ts';
import { LinkedTo } from './linked-to.tsx';
import type { PostsBehind } from './posts-behind.ts';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', fontSize: tokens.fontSizeBase300 },
  caption: { marginBottom: '8px', textAlign: 'left', fontWeight: tokens.fontWeightSemibold },
  name: {
    padding: '6px 8px 6px 0',
    textAlign: 'left',
    overflowWrap: 'anywhere',
    fontWeight: tokens.fontWeightRegular,
  },
  number: {
    padding: '6px 0 6px 8px',
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
    fontWeight: tokens.fontWeightRegular,
  },
  head: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  row: { borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
});

interface ChannelTableProps {
  readonly channels: readonly ChannelFigures[];
  readonly behind: PostsBehind;
}

export function ChannelTable({ channels, behind }: ChannelTableProps) {
  const styles = useStyles();
  const language = useLanguage();
  const { dashboard, posts } = useTexts();
  const { name, ...numbers } = dashboard.channelColumn;
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{dashboard.byChannel}</caption>
      <thead className={styles.head}>
        <tr>
          <th scope="col" className={styles.name}>
            {name}
          </th>
          {Object.values(numbers).map((title) => (
            <th key={title} scope="col" className={styles.number}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {channels.map(({ handle, name, figures }) => (
          <tr key={handle} className={styles.row}>
            <th scope="row" className={styles.name}>
              <LinkedTo href={behind.period({ channel: handle })}>{name ?? posts.unnamedChannel}</LinkedTo>
            </th>
            <td className={styles.number}>{count(language, figures.predictions)}</td>
            <td className={styles.number}>{sharePercentage(language, figures.negative_share)}</td>
            <td className={styles.number}>{count(language, figures.votes.down)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
