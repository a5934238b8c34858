// One post by its own address: its verdict and why, what people said, and a vote in place.
import { Button, makeStyles, Spinner } from '@fluentui/react-components';
import { useEffect, useReducer, useState } from 'react';
import { advanceAnalysis, blank, type JudgedDraft } from '../analyse/analysis.ts';
import { useVoteDelivery } from '../analyse/use-vote-delivery.ts';
import { VerdictCard } from '../analyse/verdict-card.tsx';
import { explain } from '../api.ts';
import type { ApiError } from '../call.ts';
import { Card } from '../card.tsx';
import { useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';
import { useAsked } from '../use-asked.ts';
import { Answer, useAnswer, useKeysOf } from './answer.tsx';
import { NoRight } from './no-right.tsx';
import { Opinions, PostLink, Whereabouts } from './post-facts.tsx';
import { askPost, type Post } from './questions.ts';
import { TextLink } from './text-link.tsx';

const useStyles = makeStyles({
  facts: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', margin: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px 16px', alignItems: 'center' },
});

/** What the service calls it when a person does not take part where the post stands. */
const NOT_THERE = 'Not in that conversation';

export function OnePost({ id }: { id: string }) {
  const { answer: post, error, load } = useAsked(askPost, id);
  const { posts } = useTexts();
  if (post) return <Opened key={post.id} post={post} onVoted={load} />;
  if (error?.failure === 'forbidden' && error.problem.title !== NOT_THERE)
    return (
      <Card>
        <NoRight />
      </Card>
    );
  if (error)
    return (
      <Card>
        <Closed error={error} />
        <TextLink href="#posts">{posts.back}</TextLink>
      </Card>
    );
  return (
    <Card>
      <Spinner label={posts.loading} />
    </Card>
  );
}

/** Why the post cannot be shown. */
function Closed({ error: { failure } }: { error: ApiError }) {
  const { posts } = useTexts();
  if (failure === 'forbidden') return <NoticeBar intent="error" text={posts.unseen} />;
  // What is no id cannot be one of a post.
  if (failure === 'gone' || failure === 'long') return <NoticeBar intent="error" text={posts.gone} />;
  return <NoticeBar intent="warning" text={failure === 'locked' ? posts.locked : posts.failing} />;
}

function Opened({ post, onVoted }: { post: Post; onVoted: () => void }) {
  const texts = useTexts();
  const answer = useAnswer(post);
  useKeysOf(answer);
  const [{ judged, failure }, tell] = useReducer(advanceAnalysis, post, (opened) => ({
    ...blank,
    judged: draftOf(opened, texts.posts.erased),
  }));
  useVoteDelivery(judged, tell);
  const vote = judged?.vote;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tally is another once the vote is kept
  useEffect(() => {
    if (vote === 'kept') onVoted();
  }, [vote]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: explained once
  useEffect(() => {
    // Marks are an extra: without them the verdict stands all the same.
    if (post.text !== null)
      explain(post.text).then(
        (explained) => tell({ what: 'explained', prediction: post, ...explained }),
        () => {},
      );
  }, []);
  return (
    <>
      <Facts post={post} />
      <Card>
        <section aria-label={texts.answer.title}>
          <Answer state={answer} alone />
        </section>
      </Card>
      {judged && (
        <VerdictCard
          judged={judged}
          failure={failure}
          tell={tell}
          next={{
            text: texts.posts.back,
            go: () => (window.history.length > 1 ? window.history.back() : window.location.replace('#posts')),
          }}
        />
      )}
    </>
  );
}

function draftOf(post: Post, erased: string): JudgedDraft {
  return {
    post: post.text ?? erased,
    prediction: post,
    words: null,
    correct: null,
    label: null,
    topics: null,
    vote: 'open',
  };
}

function Facts({ post }: { post: Post }) {
  const styles = useStyles();
  const { posts } = useTexts();
  const [copied, setCopied] = useState(false);
  const said = post.tally.up + post.tally.down > 0 || post.review;
  return (
    <Card>
      <section aria-label={posts.facts}>
        <p className={styles.facts}>
          <Whereabouts post={post} />
        </p>
        <p className={styles.facts}>{said ? <Opinions post={post} /> : posts.noVotes}</p>
      </section>
      <div className={styles.actions}>
        <PostLink post={post} />
        <Button
          size="small"
          onClick={() =>
            navigator.clipboard.writeText(window.location.href).then(
              () => setCopied(true),
              () => {},
            )
          }
        >
          {posts.copy}
        </Button>
        <span role="status">{copied && posts.copied}</span>
        <TextLink href="#posts">{posts.back}</TextLink>
      </div>
    </Card>
  );
}
