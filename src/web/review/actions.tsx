// What a reviewer can do with the post that is shown, each with its key.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import type { WaitingPost } from '../api.ts';
import { useTexts } from '../language.ts';
import { LABELS, labelName } from '../verdict.ts';
import { type Action, SHORTCUTS } from './keys.ts';
import { peopleAgreeOn } from './suggestion.ts';

const useStyles = makeStyles({
  group: { margin: 0, padding: 0, border: 'none', minWidth: 0 },
  question: { padding: 0, marginBottom: '8px', fontWeight: tokens.fontWeightSemibold },
  row: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(80px, 100%), 1fr))',
    gap: '8px',
    marginBottom: '8px',
  },
  button: { flexDirection: 'column', minWidth: 0, paddingLeft: '8px', paddingRight: '8px' },
  key: {
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightRegular,
    // A device without a mouse has no keys either.
    '@media (hover: none)': { display: 'none' },
  },
});

interface ActionsProps {
  /** Undefined when the queue is empty: then only undo is left. */
  readonly post: WaitingPost | undefined;
  readonly canUndo: boolean;
  readonly onAct: (action: Action) => void;
}

export function Actions({ post, canUndo, onAct }: ActionsProps) {
  const styles = useStyles();
  const texts = useTexts();
  const { review } = texts;
  const agreed = post && peopleAgreeOn(post);
  const button = (action: Action, name: string, primary = false, disabled = false) => (
    <Button
      key={action}
      className={styles.button}
      appearance={primary ? 'primary' : 'secondary'}
      aria-keyshortcuts={SHORTCUTS[action]}
      disabledFocusable={disabled}
      onClick={() => onAct(action)}
    >
      <span>{name}</span>
      <span className={styles.key} aria-hidden="true">
        {review.keys[action]}
      </span>
    </Button>
  );
  return (
    <fieldset className={styles.group}>
      <legend className={styles.question}>{post && review.question}</legend>
      {post && (
        <div className={styles.row}>{LABELS.map((label) => button(label, labelName(texts, label)))}</div>
      )}
      {post && (
        <div className={styles.row}>
          {agreed && button('confirm', review.confirmPeople(labelName(texts, agreed)), true)}
          {button(agreed ? 'keep' : 'confirm', review.keepModel(labelName(texts, post.label)), !agreed)}
        </div>
      )}
      <div className={styles.row}>
        {post && button('skip', review.skip)}
        {button('undo', review.undo, false, !canUndo)}
      </div>
    </fieldset>
  );
}
