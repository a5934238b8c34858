// The Review view: one post at a time, decided with one key, and what the decisions come to.
import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { QueueFilter } from '../api.ts';
import { Card } from '../card.tsx';
import { Columns } from '../columns.tsx';
import { useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';
import { TopicChoice } from '../topics/topic-choice.tsx';
import { labelName } from '../verdict.ts';
import { Actions } from './actions.tsx';
import { Filters } from './filters.tsx';
import { type Action, actionOf } from './keys.ts';
import { NextExportCard } from './next-export.tsx';
import { PostUnderReview } from './post-under-review.tsx';
import { suggestionFor } from './suggestion.ts';
import { useReview } from './use-review.ts';

const useStyles = makeStyles({
  left: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  said: { margin: 0, minHeight: '20px', color: tokens.colorNeutralForeground2 },
  shown: {
    display: 'flex',
    flexDirection: 'column',
    gap: '16px',
    borderRadius: tokens.borderRadiusMedium,
    ':focus': { outlineStyle: 'none' },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '6px' },
  },
  empty: { margin: 0 },
});

const ALL: QueueFilter = {};

export default function Review() {
  const [filter, setFilter] = useState<QueueFilter | null>(null);
  const chosen = filter ?? ALL;
  return (
    <>
      <Card>
        <Filters filter={chosen} onFilter={setFilter} />
      </Card>
      {/* Another choice is another session; decisions on their way are kept. Whoever chooses keeps the focus. */}
      <Session key={JSON.stringify(chosen)} filter={chosen} takesFocus={filter === null} />
    </>
  );
}

function Session({ filter, takesFocus }: { filter: QueueFilter; takesFocus: boolean }) {
  const { state, tell } = useReview(filter);
  const styles = useStyles();
  const texts = useTexts();
  const [said, setSaid] = useState('');
  const [about, setAbout] = useState<{ id: string; topics: readonly string[] } | null>(null);
  const shown = useRef<HTMLElement>(null);
  const post = state.posts?.[0];
  const loaded = state.posts !== null;
  const empty = Object.keys(filter).length === 0 ? texts.review.empty : texts.review.noneFits;
  const begun = useRef(!takesFocus);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each post that comes up takes the focus
  useEffect(() => {
    if (!loaded) return;
    // Where the post before it had the focus, nothing has it now. From elsewhere it is not taken away.
    if (!begun.current || document.activeElement === document.body)
      shown.current?.focus({ preventScroll: true });
    begun.current = true;
  }, [post?.prediction_id, loaded]);

  const act = (action: Action) => {
    if (action === 'undo') {
      if (state.passed.length === 0) return;
      tell({ what: 'undone', key: crypto.randomUUID() });
      return setSaid(texts.review.undone);
    }
    if (!post) return;
    if (action === 'skip') {
      tell({ what: 'skipped' });
      return setSaid(texts.review.skipped);
    }
    const label = action === 'confirm' ? suggestionFor(post) : action === 'keep' ? post.label : action;
    const topics = about?.id === post.prediction_id ? about.topics : undefined;
    tell({ what: 'decided', label, key: crypto.randomUUID(), ...(topics && { topics }) });
    setSaid(texts.review.kept(labelName(texts, label)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actionOf(event);
    // Enter presses a button and follows a link; a box is ticked by keys of its own.
    const { target } = event;
    const isEnters = target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement;
    if (!action || target instanceof HTMLInputElement || (action === 'confirm' && isEnters)) return;
    event.preventDefault();
    act(action);
  };

  return (
    <Columns>
      <Card>
        <p className={styles.left} aria-live="polite">
          {loaded ? texts.review.left(state.waiting) : ''}
        </p>
        {state.failure && <Trouble {...state} failure={state.failure} />}
        {!loaded && !state.failure && <Spinner label={texts.review.loading} />}
        {loaded && (
          // Keys work while the focus is in here, and nowhere else on the page.
          <section
            key={post?.prediction_id ?? 'empty'}
            ref={shown}
            tabIndex={-1}
            className={styles.shown}
            aria-label={post ? texts.review.post(post.text) : empty}
            onKeyDown={onKeyDown}
          >
            {post ? <PostUnderReview post={post} /> : <p className={styles.empty}>{empty}</p>}
            {post && (
              <TopicChoice
                post={post}
                said={about?.id === post.prediction_id ? about.topics : null}
                onSay={(topics) => setAbout({ id: post.prediction_id, topics })}
              />
            )}
            <Actions post={post} canUndo={state.passed.length > 0} onAct={act} />
          </section>
        )}
        <p className={styles.said} role="status">
          {said}
        </p>
      </Card>
      <NextExportCard
        state={state}
        onTakeBack={(id) => {
          tell({ what: 'taken back', id, key: crypto.randomUUID() });
          setSaid(texts.review.undone);
        }}
      />
    </Columns>
  );
}

/** What does not work now, and that nothing is lost by it. */
function Trouble({
  failure,
  unsent,
  posts,
}: Pick<ReturnType<typeof useReview>['state'], 'unsent' | 'posts'> & {
  readonly failure: NonNullable<ReturnType<typeof useReview>['state']['failure']>;
}) {
  const texts = useTexts();
  if (failure !== 'unreachable' && failure !== 'busy')
    return <NoticeBar intent="error" text={texts.failure[failure]} />;
  if (unsent.length > 0) return <NoticeBar intent="warning" text={texts.review.pending(unsent.length)} />;
  return <NoticeBar intent="warning" text={posts ? texts.review.stale : texts.review.failing} />;
}
