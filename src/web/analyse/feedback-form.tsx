// Whether the verdict is right and, after a No, which one is. The answer can be changed afterwards.
import { Button, Field, makeStyles, Radio, RadioGroup, Spinner, tokens } from '@fluentui/react-components';
import { type FormEvent, type ReactNode, useRef } from 'react';
import type { Label } from '../api.ts';
import { useTexts } from '../language.ts';
import { useSubmitKey } from '../submit-key.ts';
import { TopicChoice } from '../topics/topic-choice.tsx';
import { useTopicNames } from '../topics/topics.tsx';
import { LABELS, labelName } from '../verdict.ts';
import type { AnalysisEvent, JudgedDraft } from './analysis.ts';

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
  const form = useRef<HTMLFormElement>(null);
  useSubmitKey(form);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    tell({ what: 'voted' });
  };
  return (
    <form ref={form} className={styles.form} onSubmit={submit}>
      {vote === 'open' ? <Questions judged={judged} tell={tell} /> : <Answers judged={judged} />}
      {notice}
      <div className={styles.actions}>
        {/* Two buttons, not one that becomes a submit button under the click that changes it. */}
        {vote === 'kept' ? (
          <Button key="change" size="large" onClick={() => tell({ what: 'reconsidered' })}>
            {texts.change}
          </Button>
        ) : (
          <Button
            key="send"
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
  const { prediction, correct, label, topics } = judged;
  const texts = useTexts();
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
            {LABELS.filter((other) => other !== prediction.label).map((other) => (
              <Radio key={other} value={other} label={labelName(texts, other)} />
            ))}
          </RadioGroup>
        </Field>
      )}
      {correct !== null && (
        <TopicChoice
          post={prediction}
          said={topics}
          onSay={(said) => tell({ what: 'said topics', topics: said })}
        />
      )}
    </>
  );
}

function Answers({ judged: { correct, label, topics } }: Pick<FeedbackFormProps, 'judged'>) {
  const styles = useStyles();
  const texts = useTexts();
  const topicName = useTopicNames();
  const answer = correct ? texts.yes : texts.no;
  return (
    <>
      <p className={styles.question}>{texts.question}</p>
      <p className={styles.answer}>{label ? `${answer} · ${labelName(texts, label)}` : answer}</p>
      {topics && (
        <p className={styles.answer}>
          {texts.topics.said(topics.map(topicName).join(', ') || texts.topics.none)}
        </p>
      )}
    </>
  );
}
