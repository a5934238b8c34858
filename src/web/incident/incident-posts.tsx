// The newest posts that an alert is about, and the way to all of them; nothing for a reader who may not read posts.
import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import type { Incident } from '../api.ts';
import { Card } from '../card.tsx';
import { useTexts } from '../language.ts';
import { addressOf } from '../posts/address.ts';
import { FoundPostRow } from '../posts/post-row.tsx';
import { TextLink } from '../posts/text-link.tsx';
import { usePosts } from '../posts/use-posts.ts';

const SHOWN = 10;

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase400, fontWeight: tokens.fontWeightSemibold },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  line: { margin: 0, color: tokens.colorNeutralForeground2 },
});

export function IncidentPosts({ incident: { id, rule } }: { incident: Incident }) {
  const styles = useStyles();
  const { incident, posts: texts } = useTexts();
  const filter = { incident: id };
  const { posts, failure, loading } = usePosts(filter);
  if (failure === 'forbidden') return null;
  return (
    <Card>
      <h2 className={styles.title}>{rule === 'drift' ? incident.posts.drift : incident.posts.votes}</h2>
      {!posts && <Spinner label={texts.loading} />}
      {posts?.length === 0 && !loading && <p className={styles.line}>{incident.noPosts}</p>}
      {posts && posts.length > 0 && (
        <>
          <ul className={styles.list}>
            {posts.slice(0, SHOWN).map((post) => (
              <FoundPostRow key={post.id} post={post} />
            ))}
          </ul>
          <TextLink href={addressOf(filter)}>{incident.all}</TextLink>
        </>
      )}
    </Card>
  );
}
