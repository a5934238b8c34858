// What stands around a post: where and when it was, what people said of it, the way to it.

import { makeStyles } from '@fluentui/react-components';
import { dateFormat } from '../../locale/dates.ts';
import { useLanguage, useTexts } from '../language.ts';
import { LABELS, labelName } from '../verdict.ts';
import type { Post } from './questions.ts';
import { TextLink } from './text-link.tsx';

const useStyles = makeStyles({
  unseen: {
    position: 'absolute',
    width: '1px',
    height: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
    whiteSpace: 'nowrap',
  },
});

/** Channel, source and time. */
export function Whereabouts({ post }: { post: Post }) {
  const language = useLanguage();
  const { posts, sources } = useTexts();
  const time = dateFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  return (
    <>
      {post.channel && <span>{post.channel.name ?? posts.unnamedChannel}</span>}
      <span>{sources[post.source] ?? post.source}</span>
      <time dateTime={post.created_at}>{time.format(Date.parse(post.created_at))}</time>
    </>
  );
}

/** Votes, corrections and the review; nothing where nobody said anything. */
export function Opinions({ post: { tally, corrections, review } }: { post: Post }) {
  const styles = useStyles();
  const texts = useTexts();
  const { posts } = texts;
  const corrected = LABELS.filter((label) => corrections[label] > 0);
  return (
    <>
      {tally.up + tally.down > 0 && (
        <span>
          <span aria-hidden="true">{posts.votes(tally.up, tally.down)}</span>
          <span className={styles.unseen}>{posts.votesAloud(tally.up, tally.down)}</span>
        </span>
      )}
      {corrected.length > 0 && (
        <span>
          {posts.corrections(
            corrected.map((label) => `${labelName(texts, label)} × ${corrections[label]}`).join(', '),
          )}
        </span>
      )}
      {review && <span>{posts.reviewed(labelName(texts, review))}</span>}
    </>
  );
}

/** The way to where the post stands, if there is one. */
export function PostLink({ post: { link, door } }: { post: Post }) {
  const { posts } = useTexts();
  if (!link) return null;
  return (
    <TextLink href={link} target="_blank" rel="noreferrer">
      {door === 'teams' ? posts.inTeams : posts.elsewhere}
    </TextLink>
  );
}
