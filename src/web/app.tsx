// The frame around the views: colours and language of the place where it is shown, the title, the views.
import {
  FluentProvider,
  makeStyles,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  tokens,
} from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useState } from 'react';

import type { Host } from './host.ts';
import icon from './icon.svg';
import { KeyGate } from './key-gate.tsx';
import { LanguageContext, useTexts } from './language.ts';
import { Views } from './views.tsx';

const Configure = lazy(() => import('./configure/configure.tsx'));

const THEMES = { light: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme };

const useStyles = makeStyles({
  page: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground3 },
  column: {
    boxSizing: 'border-box',
    maxWidth: '760px',
    margin: '0 auto',
    padding: 'clamp(16px, 4vw, 40px) clamp(12px, 3vw, 24px)',
  },
  header: { display: 'flex', gap: '14px', alignItems: 'center', marginBottom: '24px' },
  icon: { flexShrink: 0, width: '44px', height: '44px' },
  title: {
    margin: 0,
    fontSize: 'clamp(18px, 4.5vw, 24px)',
    lineHeight: 1.25,
    fontWeight: tokens.fontWeightSemibold,
  },
  subtitle: { margin: '2px 0 0', color: tokens.colorNeutralForeground2 },
});

export function App({ host }: { host: Host }) {
  const styles = useStyles();
  const [colours, setColours] = useState(host.colours);
  useEffect(() => host.onColours(setColours), [host]);
  return (
    <FluentProvider theme={THEMES[colours]} className={styles.page}>
      <LanguageContext value={host.language}>
        <main className={styles.column}>
          <Header />
          {addsTab(host) ? (
            <Suspense>
              <Configure />
            </Suspense>
          ) : (
            <>
              <KeyGate />
              <Views />
            </>
          )}
        </main>
      </LanguageContext>
    </FluentProvider>
  );
}

/** Whether Teams asks what a new tab should show, at the address that the manifest gives for it. */
function addsTab({ kind }: Host): boolean {
  return kind === 'teams' && new URLSearchParams(window.location.search).get('view') === 'configure';
}

function Header() {
  const styles = useStyles();
  const texts = useTexts();
  return (
    <header className={styles.header}>
      <img src={icon} alt="" className={styles.icon} />
      <div>
        <h1 className={styles.title}>{texts.title}</h1>
        <p className={styles.subtitle}>{texts.subtitle}</p>
      </div>
    </header>
  );
}
