// The help of the page: how it works in three sentences, and the keys of each view. It opens by `?` too.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import { useTexts } from '../language.ts';

const REVIEW_KEYS = ['negative', 'neutral', 'positive', 'confirm', 'keep', 'skip', 'undo'] as const;

const useStyles = makeStyles({
  dialog: {
    boxSizing: 'border-box',
    width: 'min(560px, calc(100vw - 24px))',
    maxHeight: 'calc(100vh - 24px)',
    padding: 'clamp(16px, 4vw, 24px)',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusXLarge,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    '::backdrop': { backgroundColor: 'rgba(0, 0, 0, 0.4)' },
  },
  title: { margin: 0, fontSize: tokens.fontSizeBase500 },
  part: { margin: '16px 0 4px', fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  keys: { display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '4px 16px', margin: 0 },
  key: { fontWeight: tokens.fontWeightSemibold },
  does: { margin: 0 },
  close: { marginTop: '16px' },
});

export function Help({ open, onClose }: { open: boolean; onClose: () => void }) {
  const styles = useStyles();
  const texts = useTexts();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (open) dialog.current?.showModal();
    else dialog.current?.close();
  }, [open]);
  const { help, review, answer } = texts;
  const doing = {
    negative: texts.verdict.negative,
    neutral: texts.verdict.neutral,
    positive: texts.verdict.positive,
    confirm: review.confirm,
    keep: review.keep,
    skip: review.skip,
    undo: review.undo,
  };
  return (
    <dialog ref={dialog} className={styles.dialog} aria-labelledby="help-title" onClose={onClose}>
      <h2 id="help-title" className={styles.title}>
        {help.title}
      </h2>
      <ol>
        {help.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <h3 className={styles.part}>
        {help.keys} · {help.everywhere}
      </h3>
      <Keys rows={Object.values(help.shortcuts) as [string, string][]} />
      <h3 className={styles.part}>
        {help.keys} · {texts.views.review}
      </h3>
      <Keys rows={REVIEW_KEYS.map((action) => [review.keys[action], doing[action]])} />
      <h3 className={styles.part}>
        {help.keys} · {answer.keysTitle}
      </h3>
      <Keys
        rows={[
          [answer.keys.take, answer.take],
          [answer.keys.answered, answer.answered],
          [answer.keys.noAnswer, answer.noAnswer],
          [answer.keys.open, answer.opens],
        ]}
      />
      <Button className={styles.close} onClick={onClose}>
        {help.close}
      </Button>
    </dialog>
  );
}

function Keys({ rows }: { rows: readonly (readonly [key: string, does: string])[] }) {
  const styles = useStyles();
  return (
    <dl className={styles.keys}>
      {rows.map(([key, does]) => (
        <div key={key} style={{ display: 'contents' }}>
          <dt className={styles.key}>{key}</dt>
          <dd className={styles.does}>{does}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Calls when `?` is pressed where it is not written into a text. */
export function useHelpKey(onHelp: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const written =
        event.target instanceof Element &&
        event.target.closest('input:not([type=radio], [type=checkbox]), textarea, select');
      if (event.key === '?' && !event.ctrlKey && !event.metaKey && !written) onHelp();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [onHelp]);
}
