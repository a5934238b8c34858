// Where a post is written or pasted.
import { Button, Checkbox, Field, makeStyles, Spinner, Textarea, tokens } from '@fluentui/react-components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Card } from '../card.tsx';
import { useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';
import { useSubmitKey } from '../submit-key.ts';
import type { Analysis } from './analysis.ts';
import { Examples } from './examples.tsx';
import { postsOf } from './table/rows.ts';

const useStyles = makeStyles({
  composer: { maxWidth: '960px' },
  text: { '& textarea': { maxHeight: '50vh' } },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '12px',
    alignItems: 'center',
    justifyContent: 'space-between',
  },
  keys: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    // A device without a mouse has no Ctrl key either.
    '@media (hover: none)': { display: 'none' },
  },
});

interface ComposerProps {
  readonly analysis: Analysis;
  readonly onWrite: (draft: string) => void;
  readonly onAnalyse: () => void;
  readonly onAnalyseLines: () => void;
}

export function Composer({ analysis, onWrite, onAnalyse, onAnalyseLines }: ComposerProps) {
  const { draft, judging, failure } = analysis;
  const styles = useStyles();
  const texts = useTexts();
  const [eachLine, setEachLine] = useState(true);
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  useSubmitKey(form);

  const posts = postsOf(draft).length;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (posts === 0) field.current?.focus();
    else if (posts > 1 && eachLine) onAnalyseLines();
    else onAnalyse();
  };
  // The examples go away with the first word: the focus goes on to the text.
  const take = (example: string) => {
    onWrite(example);
    field.current?.focus();
  };

  return (
    <div className={styles.composer}>
      <Card>
        <form ref={form} onSubmit={submit} style={{ display: 'contents' }}>
          <Field label={texts.enter} size="large">
            <Textarea
              className={styles.text}
              ref={field}
              value={draft}
              readOnly={judging}
              rows={5}
              resize="vertical"
              size="large"
              onChange={(_event, { value }) => onWrite(value)}
            />
          </Field>
          {posts > 1 && (
            <Checkbox
              label={texts.eachLine(posts)}
              checked={eachLine}
              onChange={(_event, { checked }) => setEachLine(checked === true)}
            />
          )}
          {failure && <NoticeBar intent="error" text={texts.failure[failure]} />}
          <div className={styles.actions}>
            <span className={styles.keys}>{texts.keys}</span>
            <Button
              type="submit"
              appearance="primary"
              size="large"
              disabledFocusable={judging || posts === 0}
              icon={judging ? <Spinner size="tiny" /> : undefined}
            >
              {judging ? texts.analysing : texts.analyse}
            </Button>
          </div>
        </form>
        {draft === '' && <Examples onChoose={take} />}
      </Card>
    </div>
  );
}
