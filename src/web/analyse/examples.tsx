// What to try when one has no post at hand.
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTexts } from '../language.ts';

const useStyles = makeStyles({
  examples: {
    display: 'flex',
    flexDirection: 'column',
    gap: '8px',
    alignItems: 'flex-start',
    paddingTop: '16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  heading: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  example: {
    justifyContent: 'flex-start',
    textAlign: 'left',
    fontWeight: tokens.fontWeightRegular,
    whiteSpace: 'normal',
    paddingTop: '6px',
    paddingBottom: '6px',
  },
});

export function Examples({ onChoose }: { onChoose: (post: string) => void }) {
  const styles = useStyles();
  const texts = useTexts();
  return (
    <div className={styles.examples}>
      <p className={styles.heading}>{texts.examples}</p>
      {texts.example.map(({ lang, text }) => (
        <Button
          key={text}
          lang={lang}
          appearance="outline"
          className={styles.example}
          onClick={() => onChoose(text)}
        >
          {text}
        </Button>
      ))}
    </div>
  );
}
