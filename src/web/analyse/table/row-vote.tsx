// Right or wrong, in the row of a post; a second press on the other side changes the vote.
import { Button, makeStyles } from '@fluentui/react-components';
import { useTexts } from '../../language.ts';
import type { PostRow } from './rows.ts';

const useStyles = makeStyles({
  votes: { display: 'flex', gap: '4px' },
  button: { minWidth: '36px', paddingLeft: '6px', paddingRight: '6px' },
});

interface RowVoteProps {
  readonly row: PostRow;
  readonly onVote: (correct: boolean) => void;
}

export function RowVote({ row: { post, vote, sending }, onVote }: RowVoteProps) {
  const styles = useStyles();
  const { rowVote } = useTexts();
  const button = (correct: boolean, icon: string, name: string) => (
    <Button
      className={styles.button}
      size="small"
      appearance={vote === correct ? 'primary' : 'subtle'}
      aria-pressed={vote === correct}
      aria-label={rowVote.about(name, post)}
      title={name}
      disabledFocusable={sending === true}
      onClick={() => vote !== correct && onVote(correct)}
    >
      {icon}
    </Button>
  );
  return (
    <span className={styles.votes}>
      {button(true, '👍', rowVote.right)}
      {button(false, '👎', rowVote.wrong)}
    </span>
  );
}
