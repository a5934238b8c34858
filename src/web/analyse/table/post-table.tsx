// Several posts and their verdicts, filled as they come in, to look through and to take away.
import { Button, makeStyles, mergeClasses, ProgressBar, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { decimal } from '../../../locale/numbers.ts';
import { Card } from '../../card.tsx';
import { useLanguage, useTexts } from '../../language.ts';
import { NoticeBar } from '../../notice.tsx';
import { sentimentName } from '../../verdict.ts';
import { BrandNote } from '../brand-note.tsx';
import { saveFile } from '../save-file.ts';
import { csvOf } from './csv.ts';
import { countVerdicts, isUnjudged, type PostRow } from './rows.ts';

const NARROW = '@media (max-width: 480px)';

const useStyles = makeStyles({
  heading: { margin: 0, fontSize: tokens.fontSizeBase500, ':focus': { outlineStyle: 'none' } },
  counts: { margin: 0, color: tokens.colorNeutralForeground2 },
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
    [NARROW]: { paddingTop: 0 },
  },
  post: { [NARROW]: { gridColumnEnd: 'span 2', paddingBottom: '4px', borderBottomStyle: 'none' } },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '12px', justifyContent: 'flex-end' },
});

interface PostTableProps {
  readonly rows: readonly PostRow[];
  readonly judging: boolean;
  readonly onResume: () => void;
  readonly onAgain: () => void;
}

export function PostTable({ rows, judging, onResume, onAgain }: PostTableProps) {
  const styles = useStyles();
  const texts = useTexts();
  const language = useLanguage();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);

  const open = rows.filter(isUnjudged);
  const done = rows.length - open.length;
  const failure = open.find((row) => row.failure)?.failure;
  const download = () => saveFile('air-paradis.csv', 'text/csv', csvOf(rows, texts, language));

  return (
    <Card>
      <h2 ref={heading} tabIndex={-1} className={styles.heading}>
        {texts.table}
      </h2>
      {judging && <ProgressBar value={done / rows.length} aria-label={texts.analysing} />}
      <p className={styles.counts} role="status">
        {judging ? texts.progress(done, rows.length) : texts.counts(countVerdicts(rows))}
      </p>
      {!judging && failure && <NoticeBar intent="error" text={texts.failure[failure]} />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section className={styles.frame} tabIndex={0} aria-label={texts.table}>
        <table className={styles.table}>
          <thead className={styles.headRow}>
            <tr>
              {[texts.column.post, texts.column.sentiment, texts.column.probability].map((name) => (
                <th key={name} scope="col" className={styles.head}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same post may stand in several rows
              <TableRow key={index} row={row} />
            ))}
          </tbody>
        </table>
      </section>
      <div className={styles.actions}>
        <Button onClick={onAgain}>{texts.again}</Button>
        {!judging && open.length > 0 && <Button onClick={onResume}>{texts.retry}</Button>}
        <Button appearance="primary" disabledFocusable={judging} onClick={download}>
          {texts.download}
        </Button>
      </div>
    </Card>
  );
}

function TableRow({ row }: { row: PostRow }) {
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
    </tr>
  );
}
