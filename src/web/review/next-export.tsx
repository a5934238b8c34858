// What the next export holds, and each reviewed post in it, which can be taken out again.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { type NextExport, nextExport } from '../api.ts';
import { ApiError } from '../call.ts';
import { Card } from '../card.tsx';
import { useTexts } from '../language.ts';
import { labelName } from '../verdict.ts';
import type { Reviewing } from './reviewing.ts';

const A_FEW = 5;
const MANY = 100;

const useStyles = makeStyles({
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    fontWeight: tokens.fontWeightSemibold,
    ':focus': { outlineStyle: 'none' },
  },
  figure: { margin: 0 },
  list: { display: 'flex', flexDirection: 'column', margin: 0, padding: 0, listStyleType: 'none' },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 12px',
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: '8px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flex: '1 1 220px', minWidth: 0 },
  post: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  small: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  more: { alignSelf: 'flex-start' },
});

interface NextExportProps {
  readonly state: Pick<Reviewing, 'unsent' | 'nextExport'>;
  readonly onTakeBack: (id: string) => void;
}

export function NextExportCard({ state, onTakeBack }: NextExportProps) {
  const styles = useStyles();
  const texts = useTexts();
  const [most, setMost] = useState(A_FEW);
  const list = useList(state, most);
  const title = useRef<HTMLHeadingElement>(null);
  if (!list) return null;
  const leaving = new Set(state.unsent.filter(({ label }) => label === null).map(({ id }) => id));
  const posts = list.posts.filter(({ prediction_id }) => !leaving.has(prediction_id));
  return (
    <Card>
      <h2 ref={title} tabIndex={-1} className={styles.title}>
        {texts.review.export}
      </h2>
      <p className={styles.figure} aria-live="polite">
        {texts.review.figure(list.examples, list.reviewed)}
      </p>
      {posts.length === 0 && <p className={styles.figure}>{texts.review.nothing}</p>}
      <ul className={styles.list}>
        {posts.map(({ prediction_id, text, label, predicted }) => (
          <li key={prediction_id} className={styles.row}>
            <div className={styles.words}>
              <div className={styles.post}>{text}</div>
              <div className={styles.small}>
                {labelName(texts, label)} · {texts.review.predicted(labelName(texts, predicted))}
              </div>
            </div>
            <Button
              size="small"
              aria-label={texts.review.undoOne(text)}
              onClick={() => {
                // The button goes with its row: the focus stays in this list.
                title.current?.focus();
                onTakeBack(prediction_id);
              }}
            >
              {texts.review.undo}
            </Button>
          </li>
        ))}
      </ul>
      {list.next && most < MANY && (
        <Button className={styles.more} onClick={() => setMost(MANY)}>
          {texts.review.more}
        </Button>
      )}
    </Card>
  );
}

/** Asked for again each time the service has everything, and when its counts change. Null until it has come. */
function useList({ unsent, nextExport: counts }: NextExportProps['state'], most: number): NextExport | null {
  const [list, setList] = useState<NextExport | null>(null);
  const settled = unsent.length === 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: new counts mean another list
  useEffect(() => {
    if (!settled || !counts) return;
    let left = false;
    nextExport(most).then(
      (answer) => {
        if (!left) setList(answer);
      },
      (error) => {
        // The queue above says so, and asks again.
        if (!(error instanceof ApiError)) throw error;
      },
    );
    return () => {
      left = true;
    };
  }, [settled, most, counts?.examples, counts?.reviewed]);
  return list;
}
