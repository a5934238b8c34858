// The newest negative posts of the period, each with the way to its own address.
import { makeStyles, tokens } from '@fluentui/react-components';
import { useTexts } from '../language.ts';
import { FoundPostRow } from '../posts/post-row.tsx';
import type { Post } from '../posts/questions.ts';
import { LinkedTo } from './linked-to.tsx';

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  all: { margin: 0 },
});

interface NewestNegativesProps {
  readonly posts: readonly Post[];
  /** Where all negative posts of the period are listed. */
  readonly all: string | undefined;
}

export function NewestNegatives({ posts, all }: NewestNegativesProps) {
  const styles = useStyles();
  const { dashboard } = useTexts();
  return (
    <>
      <h3 className={styles.title}>{dashboard.newestNegatives}</h3>
      <ul className={styles.list} aria-label={dashboard.newestNegatives}>
        {posts.map((post) => (
          <FoundPostRow key={post.id} post={post} />
        ))}
      </ul>
      <p className={styles.all}>
        <LinkedTo href={all}>{dashboard.allNegatives}</LinkedTo>
      </p>
    </>
  );
}
