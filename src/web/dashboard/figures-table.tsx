// A table of figures: a name that each row begins with, and its numbers.
import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

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

export interface FiguresRow {
  /** Tells it from the others. */
  readonly key: string;
  readonly name: ReactNode;
  /** One for each title but the first. */
  readonly numbers: readonly string[];
}

interface FiguresTableProps {
  readonly caption?: string;
  readonly titles: readonly [name: string, ...numbers: string[]];
  readonly rows: readonly FiguresRow[];
}

export function FiguresTable({ caption, titles: [title, ...titles], rows }: FiguresTableProps) {
  const styles = useStyles();
  return (
    <table className={styles.table}>
      {caption !== undefined && <caption className={styles.caption}>{caption}</caption>}
      <thead className={styles.head}>
        <tr>
          <th scope="col" className={styles.name}>
            {title}
          </th>
          {titles.map((each) => (
            <th key={each} scope="col" className={styles.number}>
              {each}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, numbers }) => (
          <tr key={key} className={styles.row}>
            <th scope="row" className={styles.name}>
              {name}
            </th>
            {numbers.map((number, place) => (
              <td key={titles[place]} className={styles.number}>
                {number}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
