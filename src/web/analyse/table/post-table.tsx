// Several posts and their verdicts, filled as they come in, to look through and to take away.
import { Button, Field, makeStyles, ProgressBar, Select, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { Card } from '../../card.tsx';
import { useLanguage, useTexts } from '../../language.ts';
import { NoticeBar } from '../../notice.tsx';
import { saveFile } from '../save-file.ts';
import { csvOf } from './csv.ts';
import { OpenedRow } from './opened-row.tsx';
import { inOrder, ORDERS, type Order } from './order.ts';
import { Rows } from './post-rows.tsx';
import { countVerdicts, isUnjudged, type PostRow } from './rows.ts';
import type { UsedRows } from './use-rows.ts';

const useStyles = makeStyles({
  heading: { margin: 0, fontSize: tokens.fontSizeBase500, ':focus': { outlineStyle: 'none' } },
  counts: { margin: 0, color: tokens.colorNeutralForeground2 },
  sort: {
    maxWidth: '320px',
    minWidth: 0,
    gridTemplateColumns: 'minmax(0, 1fr)',
    '& select': { minWidth: 0, width: '100%' },
  },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '12px', justifyContent: 'flex-end' },
});

interface PostTableProps extends Omit<UsedRows, 'rows' | 'begin' | 'clear'> {
  readonly rows: readonly PostRow[];
  readonly onAgain: () => void;
}

export function PostTable({ rows, onAgain, ...used }: PostTableProps) {
  const { judging, resume, cast, noteVote, voteFailure } = used;
  const styles = useStyles();
  const texts = useTexts();
  const language = useLanguage();
  const [order, setOrder] = useState<Order>('written');
  const [opened, setOpened] = useState<number | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (opened === null) heading.current?.focus();
  }, [opened]);

  const open = rows.filter(isUnjudged);
  const done = rows.length - open.length;
  const failure = open.find((row) => row.failure)?.failure;
  const placed = inOrder(rows, order);
  const download = () => {
    const inView = placed.map(({ row }) => row);
    saveFile('air-paradis.csv', 'text/csv', csvOf(inView, texts, language));
  };
  const shown = opened === null ? undefined : rows[opened];
  if (opened !== null && shown?.prediction)
    return (
      <OpenedRow
        post={shown.post}
        prediction={shown.prediction}
        vote={shown.vote ?? null}
        onVoted={(correct) => noteVote(opened, correct)}
        onBack={() => setOpened(null)}
      />
    );
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
      {voteFailure && <NoticeBar intent="error" text={texts.rowVote.failed} />}
      <SortChoice order={order} onOrder={setOrder} />
      <Rows placed={placed} onVote={cast} onOpen={setOpened} />
      <div className={styles.actions}>
        <Button onClick={onAgain}>{texts.again}</Button>
        {!judging && open.length > 0 && <Button onClick={resume}>{texts.retry}</Button>}
        <Button appearance="primary" disabledFocusable={judging} onClick={download}>
          {texts.download}
        </Button>
      </div>
    </Card>
  );
}

function SortChoice({ order, onOrder }: { order: Order; onOrder: (order: Order) => void }) {
  const styles = useStyles();
  const { sort } = useTexts();
  return (
    <Field label={sort.label} className={styles.sort}>
      <Select value={order} onChange={(_event, { value }) => onOrder(value as Order)}>
        {ORDERS.map((name) => (
          <option key={name} value={name}>
            {sort[name]}
          </option>
        ))}
      </Select>
    </Field>
  );
}
