// Who answers a post: where it stands, and the buttons and keys that change it. Of two people at once one wins; the other is told,
// and sees what stands.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { duration } from '../../locale/durations.ts';
import { ApiError } from '../call.ts';
import { useLanguage, useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';
import {
  ANSWER_KEYS,
  type Answering,
  nextStatuses,
  type PostStatus,
  type Pressed,
  statusFor,
} from './answering.ts';
import { askStatus, changeStatus, type Post } from './questions.ts';

const useStyles = makeStyles({
  answer: { display: 'flex', flexDirection: 'column', gap: '8px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  chip: {
    padding: '2px 10px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusCircular,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  open: { backgroundColor: tokens.colorPaletteYellowBackground1, color: tokens.colorNeutralForeground1 },
});

const SIGN: Readonly<Record<PostStatus, string>> = {
  open: '📥',
  taken: '🙋',
  answered: '✅',
  no_answer: '☑️',
};

/** Where keys are letters of a text, or belong to a dialog. */
const WRITTEN = 'input:not([type=radio], [type=checkbox]), textarea, select, dialog';

/**
 * `changed`: another has it, or has ended it. `behind`: it was changed by the same person, in another window or in Teams.
 * `outdated`: it waits for anybody again, or ended by itself, so that nobody was faster.
 */
type Trouble = 'changed' | 'behind' | 'outdated' | 'forbidden' | 'failed';

const INTENT = {
  changed: 'warning',
  behind: 'warning',
  outdated: 'warning',
  forbidden: 'error',
  failed: 'error',
} as const;

export interface AnswerState {
  readonly now: Answering;
  readonly busy: boolean;
  readonly trouble: Trouble | null;
  readonly change: (status: PostStatus) => void;
  /** Does what a key asks for, unless it is written into a text. */
  readonly onKeyDown: (event: Pressed & Pick<KeyboardEvent, 'target' | 'preventDefault'>) => void;
}

/** @param onChanged called once a change is on disk. */
export function useAnswer(post: Post, onChanged: () => void = () => {}): AnswerState {
  const [now, setNow] = useState<Answering>(post);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tag says all of the status
  useEffect(() => setNow(post), [post.etag, post.yours]);
  const change = async (status: PostStatus) => {
    if (busy) return;
    setBusy(true);
    try {
      setNow(await changeStatus(post.id, status, now.etag));
      setTrouble(null);
      onChanged();
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { failure } = error;
      setTrouble(failure === 'changed' || failure === 'forbidden' ? failure : 'failed');
      if (failure === 'changed') await catchUp().catch(() => {});
    } finally {
      setBusy(false);
    }
  };
  async function catchUp() {
    const status = await askStatus(post.id);
    setNow(status);
    if (status.changedBy === 'you') setTrouble('behind');
    else if (status.status === 'open' || status.changedBy === 'nobody') setTrouble('outdated');
  }
  const onKeyDown: AnswerState['onKeyDown'] = (event) => {
    if (event.target instanceof Element && event.target.closest(WRITTEN)) return;
    const status = statusFor(event, now);
    if (!status) return;
    event.preventDefault();
    void change(status);
  };
  return { now, busy, trouble, change: (status) => void change(status), onKeyDown };
}

/** Its keys work wherever the focus is. */
export function useKeysOf({ onKeyDown }: AnswerState): void {
  const latest = useRef(onKeyDown);
  latest.current = onKeyDown;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => latest.current(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

/** The status, and what can be done; nothing in a list for a post that waits for nothing. */
export function Answer({ state, alone = false }: { state: AnswerState; alone?: boolean }) {
  const styles = useStyles();
  const { answer } = useTexts();
  const { now, trouble } = state;
  if (now.status === null && !alone) return null;
  return (
    <div className={styles.answer}>
      <div className={styles.row}>
        <span role="status">{now.status === null ? answer.none : <StatusChip now={now} />}</span>
        {nextStatuses(now).map((status, place) => (
          <Button
            key={status}
            size="small"
            appearance={place === 0 && status !== 'open' ? 'primary' : 'secondary'}
            aria-keyshortcuts={ANSWER_KEYS[status]}
            disabledFocusable={state.busy}
            onClick={() => state.change(status)}
          >
            {nameOf(answer, status, now)}
          </Button>
        ))}
      </div>
      {trouble && <NoticeBar intent={INTENT[trouble]} text={answer[trouble]} />}
    </div>
  );
}

function StatusChip({ now: { status, status_since, yours } }: { now: Answering }) {
  const styles = useStyles();
  const language = useLanguage();
  const { answer } = useTexts();
  if (status === null) return null;
  const words =
    yours && (status === 'taken' || status === 'answered') ? answer.yours[status] : answer.status[status];
  const waits = status === 'open' || status === 'taken';
  const since = status_since && waits ? duration(language, Date.now() - Date.parse(status_since)) : undefined;
  return (
    <span className={status === 'open' ? `${styles.chip} ${styles.open}` : styles.chip}>
      <span aria-hidden="true">{SIGN[status]} </span>
      {since ? `${words} ${answer.since(since)}` : words}
    </span>
  );
}

type AnswerTexts = ReturnType<typeof useTexts>['answer'];

function nameOf(answer: AnswerTexts, status: PostStatus, { status: now }: Answering): string {
  if (status === 'taken') return answer.take;
  if (status === 'answered') return answer.answered;
  if (status === 'no_answer') return answer.noAnswer;
  return now === null ? answer.expect : now === 'taken' ? answer.release : answer.reopen;
}
