// The views of the page, and the way from one to another. The address names the view, so that each can be linked to.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Analyse } from './analyse/analyse.tsx';
import { useTexts } from './language.ts';
import { LoadedView } from './loading/loaded-view.tsx';
import { ViewBoundary } from './loading/view-boundary.tsx';

const VIEWS = ['analyse', 'posts', 'review', 'dashboard', 'settings'] as const;
/** One alert has a view of its own, to which the dashboard leads. */
export type View = (typeof VIEWS)[number] | 'incident';

const LOADED = {
  incident: () => import('./incident/incident.tsx'),
  posts: () => import('./posts/posts.tsx'),
  review: () => import('./review/review.tsx'),
  dashboard: () => import('./dashboard/dashboard.tsx'),
  settings: () => import('./settings/settings.tsx'),
};

const useStyles = makeStyles({
  nav: { display: 'flex', flexWrap: 'wrap', gap: '4px 20px', margin: '0 0 16px' },
  link: {
    padding: '6px 2px',
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    borderBottom: '3px solid transparent',
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
    // Where the reader's own colours rule, they would paint the line that is transparent here.
    '@media (forced-colors: active)': { borderBottomStyle: 'none' },
  },
  current: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
    '@media (forced-colors: active)': { borderBottomStyle: 'solid' },
  },
});

/** The view that the address names, now and whenever that changes. */
export function useView(): View {
  const [view, setView] = useState(viewInAddress);
  useEffect(() => {
    const follow = () => setView(viewInAddress());
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return view;
}

export function Views({ view }: { view: View }) {
  return (
    <>
      <Navigation current={view === 'incident' ? 'dashboard' : view} />
      {/* It stays, so that a table under way is still there when one comes back to it. */}
      <div hidden={view !== 'analyse'}>
        <ViewBoundary>
          <Analyse />
        </ViewBoundary>
      </div>
      {view !== 'analyse' && <LoadedView key={view} load={LOADED[view]} />}
    </>
  );
}

function Navigation({ current }: { current: View }) {
  const styles = useStyles();
  const { views } = useTexts();
  return (
    <nav className={styles.nav} aria-label={views.label}>
      {VIEWS.map((view) => (
        <a
          key={view}
          href={`#${view}`}
          aria-current={view === current ? 'page' : undefined}
          className={mergeClasses(styles.link, view === current && styles.current)}
        >
          {views[view]}
        </a>
      ))}
    </nav>
  );
}

function viewInAddress(): View {
  // What follows is for the view: `#posts?q=bagage`, `#post/<id>`, `#incident/<id>`.
  const name = window.location.hash
    .slice(1)
    .replace(/[?/].*$/s, '')
    .replace(/^post$/, 'posts');
  return name === 'incident' ? name : (VIEWS.find((view) => view === name) ?? 'analyse');
}
