// Posts that fit a filter, newest first, and what can be done with all of them.

import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { dateFormat } from '../../locale/dates.ts';
import { Card } from '../card.tsx';
import { useLanguage, useTexts } from '../language.ts';
import { NoticeBar } from '../notice.tsx';
import { addressOf, type PostsFilter } from './address.ts';
import { useChoices } from './choices.ts';
import { PostFilters } from './filters.tsx';
import { NoRight } from './no-right.tsx';
import { FoundPostRow } from './post-row.tsx';
import { exportAddress } from './questions.ts';
import { TextLink } from './text-link.tsx';
import { type Listed, usePosts } from './use-posts.ts';

const useStyles = makeStyles({
  count: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  more: { alignSelf: 'flex-start' },
  export: { display: 'flex', flexWrap: 'wrap', gap: '4px 16px', margin: 0 },
});

export function PostList({ filter }: { filter: PostsFilter }) {
  const listed = usePosts(filter);
  const choices = useChoices(listed.posts, filter);
  const change = (changed: PostsFilter) => {
    window.location.hash = addressOf(changed);
  };
  return (
    <>
      <Card>
        <PostFilters filter={filter} choices={choices} onFilter={change} />
      </Card>
      <Card>
        <Found listed={listed} filter={filter} onMore={listed.more} />
      </Card>
    </>
  );
}

interface FoundProps {
  readonly listed: Listed;
  readonly filter: PostsFilter;
  readonly onMore: () => void;
}

function Found({ listed: { posts, next, lookedBackTo, loading, failure }, filter, onMore }: FoundProps) {
  const styles = useStyles();
  const language = useLanguage();
  const { posts: texts } = useTexts();
  const day = dateFormat(language, { dateStyle: 'long' });
  const back = lookedBackTo && day.format(Date.parse(lookedBackTo));
  const unfiltered = Object.keys(filter).length === 0;
  return (
    <>
      {filter.incident && (
        <p className={styles.line}>
          {texts.incident} · <TextLink href="#posts">{texts.allPosts}</TextLink>
        </p>
      )}
      {failure && <Trouble failure={failure} hasPosts={posts !== null} />}
      {!posts && !failure && <Spinner label={texts.loading} />}
      {posts && (
        <p className={styles.count} role="status">
          {loading && back ? texts.searching(back) : texts.found(posts.length, next !== null)}
        </p>
      )}
      {posts?.length === 0 && !loading && (
        <p className={styles.line}>
          {next && back ? texts.noneYet(back) : unfiltered ? texts.none : texts.noneFits}
        </p>
      )}
      {posts && posts.length > 0 && (
        <ul className={styles.list} aria-label={texts.list}>
          {posts.map((post) => (
            <FoundPostRow key={post.id} post={post} />
          ))}
        </ul>
      )}
      {posts && next && (
        <Button className={styles.more} disabledFocusable={loading} onClick={onMore}>
          {posts.length > 0 ? texts.more : texts.goOn}
        </Button>
      )}
      {posts && posts.length > 0 && (
        <p className={styles.export}>
          {texts.export}
          {(['csv', 'jsonl'] as const).map((format) => (
            <TextLink
              key={format}
              href={exportAddress(filter, format, language)}
              download={`posts.${format}`}
            >
              {format === 'csv' ? texts.csv : texts.jsonLines}
            </TextLink>
          ))}
        </p>
      )}
    </>
  );
}

function Trouble({ failure, hasPosts }: { failure: NonNullable<Listed['failure']>; hasPosts: boolean }) {
  const { posts } = useTexts();
  if (failure === 'forbidden') return <NoRight />;
  if (failure === 'locked') return <NoticeBar intent="warning" text={posts.locked} />;
  // The one field that people write by themselves is the search.
  if (failure === 'long') return <NoticeBar intent="error" text={posts.refused} />;
  if (failure === 'gone') return <NoticeBar intent="error" text={posts.gone} />;
  return <NoticeBar intent="warning" text={hasPosts ? posts.stale : posts.failing} />;
}
