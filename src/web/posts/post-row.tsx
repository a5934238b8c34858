// A post in the list: what was made of it, what it says, where and when, and what people said.
import { makeStyles, tokens } from '@fluentui/react-components';
import { useLanguage, useTexts } from '../language.ts';
import { TopicTags } from '../topics/topics.tsx';
import { sentimentName } from '../verdict.ts';
import { addressOfPost } from './address.ts';
import { Answer, useAnswer } from './answer.tsx';
import { Opinions, PostLink, Whereabouts } from './post-facts.tsx';
import type { Post } from './questions.ts';
import { TextLink } from './text-link.tsx';

const useStyles = makeStyles({
  row: {
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    padding: '12px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  head: { display: 'flex', flexWrap: 'wrap', gap: '2px 12px', alignItems: 'baseline' },
  sentiment: { fontWeight: tokens.fontWeightSemibold },
  text: {
    display: '-webkit-box',
    WebkitLineClamp: 3,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    overflowWrap: 'anywhere',
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase400,
    lineHeight: 1.5,
  },
  small: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '2px 16px',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
  },
});

export function FoundPostRow({ post }: { post: Post }) {
  const styles = useStyles();
  const texts = useTexts();
  const language = useLanguage();
  const answer = useAnswer(post);
  const spoken = post.lang === 'fr' || post.lang === 'en' ? post.lang : language;
  return (
    <li className={styles.row} onKeyDown={answer.onKeyDown}>
      <div className={styles.head}>
        <span className={styles.sentiment}>{sentimentName(texts, post)}</span>
        <span className={styles.small}>
          <Whereabouts post={post} />
        </span>
      </div>
      <TextLink
        className={styles.text}
        href={addressOfPost(post.id)}
        lang={post.text === null ? language : spoken}
      >
        {post.text ?? texts.posts.erased}
      </TextLink>
      <TopicTags post={post} />
      <div className={styles.small}>
        <Opinions post={post} />
        <PostLink post={post} />
      </div>
      <Answer state={answer} />
    </li>
  );
}
