// The rows of the table: post, verdict, probability, vote. A post opens its verdict in full.
import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { decimal } from '../../../locale/numbers.ts';
import { useLanguage, useTexts } from '../../language.ts';
import { sentimentName } from '../../verdict.ts';
import { BrandNote } from '../brand-note.tsx';
import type { PlacedRow } from './order.ts';
import { RowVote } from './row-vote.tsx';

const NARROW = '@media (max-width: 480px)';

const useStyles = makeStyles({
  frame: { overflowX: 'auto' },
  table: { width: '100%', borderCollapse: 'collapse' },
  // On a phone a row is a small card: the post above, its verdict below.
  headRow: { [NARROW]: { display: 'none' } },
  row: {
    [NARROW]: { display: 'grid', gridTemplateColumns: '1fr auto', paddingTop: '8px' },
  },
  head: {
    padding: '8px 12px 8px 0',
    textAlign: 'left',
    color: tokens.colorNeutralForeground2,
    fontWeight: tokens.fontWeightSemibold,
    borderBottom: `1px solid ${tokens.colorNeutralStroke1}`,
  },
  cell: {
    padding: '8px 12px 8px 0',
    verticalAlign: 'top',
    overflowWrap: 'anywhere',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    [NARROW]: { paddingTop: 0, borderBottomStyle: 'none' },
  },
  post: { [NARROW]: { gridColumnEnd: 'span 2', paddingBottom: '4px', borderBottomStyle: 'none' } },
  vote: {
    display: 'flex',
    gap: '8px',
    alignItems: 'center',
  },
  voteCell: { [NARROW]: { gridColumnEnd: 'span 2', borderBottomStyle: 'solid' } },
  why: { minWidth: 0, padding: '0 4px', marginLeft: '-4px' },
});

interface RowsProps {
  readonly placed: readonly PlacedRow[];
  readonly onVote: (index: number, correct: boolean) => void;
  readonly onOpen: (index: number) => void;
}

export function Rows({ placed, onVote, onOpen }: RowsProps) {
  const styles = useStyles();
  const texts = useTexts();
  const { post, sentiment, probability, vote } = texts.column;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className={styles.frame} tabIndex={0} aria-label={texts.table}>
      <table className={styles.table}>
        <thead className={styles.headRow}>
          <tr>
            {[post, sentiment, probability, vote].map((name) => (
              <th key={name} scope="col" className={styles.head}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {placed.map((each) => (
            <TableRow
              key={each.index}
              row={each.row}
              onVote={(correct) => onVote(each.index, correct)}
              onOpen={() => onOpen(each.index)}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface TableRowProps extends Pick<PlacedRow, 'row'> {
  readonly onVote: (correct: boolean) => void;
  readonly onOpen: () => void;
}

function TableRow({ row, onVote, onOpen }: TableRowProps) {
  const styles = useStyles();
  const texts = useTexts();
  const language = useLanguage();
  const { post, prediction, failure } = row;
  const without = failure === 'nothing' ? texts.skipped : failure === 'long' ? texts.tooLong : texts.waiting;
  return (
    <tr className={styles.row}>
      <td className={mergeClasses(styles.cell, styles.post)}>{post}</td>
      <td className={styles.cell}>
        {prediction ? sentimentName(texts, prediction) : without}
        {prediction?.brand && <BrandNote verdict={{ ...prediction, brand: prediction.brand }} />}
      </td>
      <td className={styles.cell}>{prediction ? decimal(language, prediction.probability) : '–'}</td>
      <td className={mergeClasses(styles.cell, styles.voteCell)}>
        {prediction && (
          <div className={styles.vote}>
            <RowVote row={row} onVote={onVote} />
            <Button
              appearance="transparent"
              size="small"
              className={styles.why}
              aria-label={texts.rowVote.about(texts.why, post)}
              onClick={onOpen}
            >
              {texts.why}
            </Button>
          </div>
        )}
      </td>
    </tr>
  );
}
