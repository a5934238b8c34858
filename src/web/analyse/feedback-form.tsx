// Is this the right prediction? And after a No: which one is?
import { Button, Field, makeStyles, Radio, RadioGroup, Spinner, tokens } from '@fluentui/react-components';
import type { FormEvent, ReactNode } from 'react';
import type { Label } from '../api.ts';
import { useTexts } from '../language.ts';
import { verdictOf } from '../verdict.ts';
import type { AnalysisEvent, JudgedDraft } from './analysis.ts';

const LABELS: readonly Label[] = ['positive', 'neutral', 'negative'];

const useStyles = makeStyles({
  form: { display: 'contents' },
  question: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  answer: { margin: '-8px 0 0', fontSize: tokens.fontSizeBase400 },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '12px',
    alignItems: 'center',
    justifyContent: 'space-between',
  },
});

interface FeedbackFormProps {
  readonly judged: JudgedDraft;
  readonly tell: (happening: AnalysisEvent) => void;
  /** How the vote went so far, in words. */
  readonly notice: ReactNode;
  /** The way on, beside the button that sends. */
  readonly next: ReactNode;
}

export function FeedbackForm({ judged, tell, notice, next }: FeedbackFormProps) {
  const { correct, vote } = judged;
  const styles = useStyles();
  const texts = useTexts();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    tell({ what: 'voted' });
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      {vote === 'open' ? <Questions judged={judged} tell={tell} /> : <Answers judged={judged} />}
      {notice}
      <div className={styles.actions}>
        {vote === 'kept' ? (
          <span />
        ) : (
          <Button
            type="submit"
            appearance="primary"
            size="large"
            disabledFocusable={correct === null || vote === 'pending'}
            icon={vote === 'pending' ? <Spinner size="tiny" /> : undefined}
          >
            {vote === 'pending' ? texts.sending : texts.send}
          </Button>
        )}
        {next}
      </div>
    </form>
  );
}

function Questions({ judged, tell }: Pick<FeedbackFormProps, 'judged' | 'tell'>) {
  const { prediction, correct, label } = judged;
  const texts = useTexts();
  const said = verdictOf(prediction);
  return (
    <>
      <Field label={texts.question} size="large">
        <RadioGroup
          layout="horizontal"
          value={correct === null ? '' : String(correct)}
          onChange={(_event, { value }) => tell({ what: 'chose', correct: value === 'true' })}
        >
          <Radio value="true" label={texts.yes} />
          <Radio value="false" label={texts.no} />
        </RadioGroup>
      </Field>
      {correct === false && (
        <Field label={texts.askLabel}>
          <RadioGroup
            layout="horizontal"
            value={label ?? ''}
            onChange={(_event, { value }) => tell({ what: 'corrected', label: value as Label })}
          >
            {LABELS.filter((other) => other !== said).map((other) => (
              <Radio key={other} value={other} label={texts.verdict[other]} />
            ))}
          </RadioGroup>
        </Field>
      )}
    </>
  );
}

function Answers({ judged: { correct, label } }: Pick<FeedbackFormProps, 'judged'>) {
  const styles = useStyles();
  const texts = useTexts();
  const answer = correct ? texts.yes : texts.no;
  return (
    <>
      <p className={styles.question}>{texts.question}</p>
      <p className={styles.answer}>{label ? `${answer} · ${texts.verdict[label]}` : answer}</p>
    </>
  );
}
