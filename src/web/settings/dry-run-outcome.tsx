// What a brand rule would have changed, and whether it is saved.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTexts } from '../language.ts';
import { sentimentName } from '../verdict.ts';
import type { DryRun, NewBrandRule } from './questions.ts';

const useStyles = makeStyles({
  outcome: { display: 'flex', flexDirection: 'column', gap: '12px' },
  sentence: { margin: 0, fontWeight: tokens.fontWeightSemibold, ':focus': { outlineStyle: 'none' } },
  list: {
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    maxHeight: '40vh',
    overflowY: 'auto',
    overflowWrap: 'anywhere',
  },
  post: { padding: '6px 0', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  text: { color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', gap: '12px', flexWrap: 'wrap' },
});

/** A rule, and how its dry run came out. */
export interface Tried {
  readonly rule: NewBrandRule;
  readonly outcome: DryRun;
}

interface DryRunOutcomeProps extends Tried {
  readonly onSave: () => void;
  readonly onCancel: () => void;
}

export function DryRunOutcome({ rule, outcome, onSave, onCancel }: DryRunOutcomeProps) {
  const styles = useStyles();
  const texts = useTexts();
  const { settings } = texts;
  const sentence = useRef<HTMLParagraphElement>(null);
  useEffect(() => sentence.current?.focus(), []);
  const { posts, changed } = outcome;
  const name = settings.ruleOf(rule.phrase, settings.labels[rule.label]);
  return (
    <div className={styles.outcome}>
      <p ref={sentence} tabIndex={-1} className={styles.sentence}>
        {settings.wouldChange(name, changed.length, posts)}
      </p>
      {changed.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        <ul className={styles.list} tabIndex={0}>
          {changed.map(({ prediction_id, text, before, after }) => (
            <li key={prediction_id} className={styles.post}>
              {sentimentName(texts, before)} → {sentimentName(texts, after)}{' '}
              <span className={styles.text}>{text ?? settings.hiddenPost}</span>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.actions}>
        <Button appearance="primary" onClick={onSave}>
          {settings.saveRule}
        </Button>
        <Button onClick={onCancel}>{settings.cancelRule}</Button>
      </div>
    </div>
  );
}
