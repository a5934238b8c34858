// The Posts view: the posts that were judged, to be searched, filtered, opened and taken along.
import { useEffect, useState } from 'react';
import { shownBy } from './address.ts';
import { OnePost } from './one-post.tsx';
import { PostList } from './post-list.tsx';

export default function Posts() {
  const [hash, setHash] = useState(window.location.hash);
  useEffect(() => {
    const follow = () => setHash(window.location.hash);
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  const shown = shownBy(hash);
  return 'post' in shown ? <OnePost key={shown.post} id={shown.post} /> : <PostList filter={shown.filter} />;
}
