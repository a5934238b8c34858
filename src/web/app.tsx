// The frame around the views: colours and language of the place where it is shown, the title, the views.
import {
  FluentProvider,
  makeStyles,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  tokens,
} from '@fluentui/react-components';
import { useCallback, useEffect, useState } from 'react';
import { DemoBanner } from './frame/demo-banner.tsx';
import { Footer } from './frame/footer.tsx';
import { Help, useHelpKey } from './frame/help.tsx';
import { KeyGate } from './frame/key-gate.tsx';
import { useVersions } from './frame/use-versions.ts';
import type { Host } from './host.ts';
import icon from './icon.svg';
import { LanguageContext, useTexts } from './language.ts';
import { LoadedView } from './loading/loaded-view.tsx';
import { useView, type View, Views } from './views.tsx';

const loadConfigure = () => import('./configure/configure.tsx');

const THEMES = { light: teamsLightTheme, dark: teamsDarkTheme, contrast: teamsHighContrastTheme };

const useStyles = makeStyles({
  page: { minHeight: '100vh', backgroundColor: tokens.colorNeutralBackground3 },
  column: {
    boxSizing: 'border-box',
    maxWidth: '1600px',
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
        {addsTab(host) ? (
          <main className={styles.column}>
            <Header view="analyse" />
            <LoadedView load={loadConfigure} />
          </main>
        ) : (
          <Frame />
        )}
      </LanguageContext>
    </FluentProvider>
  );
}

/** All of the page but its colours: it stays whatever happens to the view in it. */
function Frame() {
  const styles = useStyles();
  const view = useView();
  const [helping, setHelping] = useState(false);
  const help = useCallback(() => setHelping(true), []);
  useHelpKey(help);
  const about = useVersions();
  return (
    <div className={styles.column}>
      <main>
        <Header view={view} />
        {about?.demo && <DemoBanner />}
        <KeyGate />
        <Views view={view} />
      </main>
      <Footer about={about} onHelp={help} />
      <Help open={helping} onClose={() => setHelping(false)} />
    </div>
  );
}

/** Whether Teams asks what a new tab should show, at the address that the manifest gives for it. */
function addsTab({ kind }: Host): boolean {
  return kind === 'teams' && new URLSearchParams(window.location.search).get('view') === 'configure';
}

function Header({ view }: { view: View }) {
  const styles = useStyles();
  const texts = useTexts();
  return (
    <header className={styles.header}>
      <img src={icon} alt="" className={styles.icon} />
      <div>
        <h1 className={styles.title}>{texts.title}</h1>
        <p className={styles.subtitle}>{texts.subtitles[view]}</p>
      </div>
    </header>
  );
}
