// A judged post: its verdict, why, and whether people agree.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { decimal } from '../../locale/numbers.ts';
import type { Failure } from '../call.ts';
import { Card } from '../card.tsx';
import { Columns } from '../columns.tsx';
import { useLanguage, useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';
import { TopicTags } from '../topics/topics.tsx';
import { scoreList, sentimentName } from '../verdict.ts';
import type { AnalysisEvent, JudgedDraft } from './analysis.ts';
import { BrandNote } from './brand-note.tsx';
import { FeedbackForm } from './feedback-form.tsx';
import { MarkedPost } from './marked-post.tsx';
import { Meter } from './meter.tsx';

const useStyles = makeStyles({
  result: { display: 'flex', flexDirection: 'column', gap: '8px', ':focus': { outlineStyle: 'none' } },
  probability: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400 },
  sentiment: {
    margin: 0,
    fontSize: 'clamp(20px, 6vw, 28px)',
    lineHeight: 1.3,
    fontWeight: tokens.fontWeightSemibold,
  },
  small: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

interface VerdictCardProps {
  readonly judged: JudgedDraft;
  readonly failure: Failure | null;
  readonly tell: (happening: AnalysisEvent) => void;
  /** The way on; to the next post unless another is given. */
  readonly next?: { readonly text: string; go(): void };
}

export function VerdictCard({ judged, failure, tell, next: on }: VerdictCardProps) {
  const { post, prediction, words, judgedUntil, vote } = judged;
  const styles = useStyles();
  const texts = useTexts();
  const language = useLanguage();
  const result = useRef<HTMLElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => (vote === 'kept' ? next : result).current?.focus(), [vote]);
  const sentiment = texts.sentiment(sentimentName(texts, prediction));

  return (
    <Columns>
      <Card>
        <section ref={result} tabIndex={-1} className={styles.result} aria-label={sentiment}>
          <p className={styles.sentiment}>{sentiment}</p>
          <TopicTags post={prediction} />
          <p className={styles.probability}>{texts.probability(decimal(language, prediction.probability))}</p>
          <Meter scores={prediction.scores} />
          <p className={styles.small}>{texts.scores(scoreList(texts, language, prediction.scores))}</p>
          {prediction.brand && <BrandNote verdict={{ ...prediction, brand: prediction.brand }} />}
          {prediction.truncated && <p className={styles.small}>{texts.truncated}</p>}
          <p className={styles.small}>{texts.about(texts.language[prediction.lang], prediction.model)}</p>
        </section>
        <MarkedPost post={post} words={words} judgedUntil={judgedUntil} />
      </Card>
      <Card>
        <FeedbackForm
          judged={judged}
          tell={tell}
          notice={<VoteNotice vote={vote} failure={failure} />}
          next={
            <Button
              ref={next}
              appearance={vote === 'kept' ? 'primary' : 'secondary'}
              size="large"
              onClick={on ? on.go : () => tell({ what: 'next' })}
            >
              {on?.text ?? texts.next}
            </Button>
          }
        />
      </Card>
    </Columns>
  );
}

function VoteNotice({ vote, failure }: { vote: JudgedDraft['vote']; failure: Failure | null }) {
  const texts = useTexts();
  if (vote === 'kept') return <NoticeBar intent="success" text={texts.sent} />;
  if (!failure) return null;
  return vote === 'pending' ? (
    <NoticeBar intent="warning" text={texts.votePending} />
  ) : (
    <NoticeBar intent="error" text={texts.failure[failure]} />
  );
}
