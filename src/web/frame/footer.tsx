// What one looks for at the end of a page: help, privacy, the API, the version.
import { Button, Link, makeStyles, tokens } from '@fluentui/react-components';
import type { ServiceVersions } from '../api.ts';
import { useTexts } from '../language.ts';

const useStyles = makeStyles({
  footer: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '4px 20px',
    alignItems: 'center',
    marginTop: '16px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  help: { padding: 0, minWidth: 0, fontSize: tokens.fontSizeBase200, fontWeight: tokens.fontWeightRegular },
  link: {
    fontSize: tokens.fontSizeBase200,
    // The theme's yellow is for a black ground; the reader's ground may be white.
    '@media (forced-colors: active)': { color: 'LinkText' },
  },
});

interface FooterProps {
  /** Null until they are known; without them the footer does without. */
  readonly about: ServiceVersions | null;
  readonly onHelp: () => void;
}

export function Footer({ about, onHelp }: FooterProps) {
  const styles = useStyles();
  const { footer } = useTexts();
  const link = (address: string, text: string) => (
    <Link href={address} target="_blank" rel="noreferrer" className={styles.link}>
      {text}
    </Link>
  );
  return (
    <footer className={styles.footer}>
      <Button
        appearance="transparent"
        size="small"
        className={styles.help}
        onClick={onHelp}
        aria-keyshortcuts="?"
      >
        {footer.help}
      </Button>
      {link('./about.html', footer.privacy)}
      {link('./docs', footer.api)}
      {about && <span>{footer.version(about.version, about.model)}</span>}
    </footer>
  );
}
