// Where the page is shown: in a tab of Teams, which says its language and colours, or in a browser of its own.
import { type ReaderLanguage, readerLanguage } from '../locale/reader-language.ts';

export type Colours = 'light' | 'dark' | 'contrast';

export interface Host {
  readonly kind: 'teams' | 'browser';
  readonly language: ReaderLanguage;
  readonly colours: Colours;
  /** A token for whoever is signed in to Teams; missing in a browser of its own. */
  readonly getToken?: () => Promise<string>;
  /** Tells when the reader changes the colours. */
  onColours(listener: (colours: Colours) => void): void;
}

/** Milliseconds; Teams answers in a few tens of them, and a frame that is not Teams never does. */
const PATIENCE = 2000;

/** Never fails and never hangs: whoever does not answer like Teams is a browser. */
export async function findHost(): Promise<Host> {
  if (window.parent === window) return browser();
  try {
    return await within(PATIENCE, teams());
  } catch {
    return browser();
  }
}

async function teams(): Promise<Host> {
  const { app, authentication } = await import('@microsoft/teams-js');
  await app.initialize();
  const { app: shown } = await app.getContext();
  app.notifySuccess();
  return {
    kind: 'teams',
    language: readerLanguage(shown.locale),
    colours: coloursOf(shown.theme),
    getToken: () => authentication.getAuthToken(),
    onColours: (listener) => app.registerOnThemeChangeHandler((theme) => listener(coloursOf(theme))),
  };
}

/** Teams' name of a theme as colours; a theme that is not known counts as light. */
function coloursOf(theme: string): Colours {
  return theme === 'dark' || theme === 'contrast' ? theme : 'light';
}

function browser(): Host {
  const forced = window.matchMedia('(forced-colors: active)');
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const now = (): Colours => (forced.matches ? 'contrast' : dark.matches ? 'dark' : 'light');
  return {
    kind: 'browser',
    language: readerLanguage(navigator.language),
    colours: now(),
    onColours(listener) {
      for (const query of [forced, dark]) query.addEventListener('change', () => listener(now()));
    },
  };
}

function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  setTimeout(() => reject(new Error(`no answer in ${milliseconds} ms`)), milliseconds);
  return Promise.race([promise, late]);
}
