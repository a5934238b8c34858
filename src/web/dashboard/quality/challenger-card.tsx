// The challenger beside the model in service: how often they agree, and whether people's votes tell them apart.
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Challenger } from '../../api.ts';
import { useLanguage, useTexts } from '../../language.ts';
import { points, sharePercentage } from '../formats.ts';

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  finding: { margin: 0, fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0 },
  small: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

export function ChallengerCard({ challenger }: { challenger: Challenger }) {
  const styles = useStyles();
  const { challenger: texts } = useTexts();
  const { state, reason, challenger: version } = challenger;
  return (
    <>
      <h3 className={styles.title}>{version ? texts.title(version) : texts.unnamed}</h3>
      {state === 'loading' && <p className={styles.text}>{texts.loading}</p>}
      {reason && <p className={styles.text}>{texts.off[reason]}</p>}
      {version && <Findings challenger={challenger} />}
    </>
  );
}

function Findings({ challenger }: { challenger: Challenger }) {
  const styles = useStyles();
  const { challenger: texts } = useTexts();
  const language = useLanguage();
  const { agreement, shift, favour, finding } = challenger;
  const share = (value: number) => sharePercentage(language, value);
  const shifted = (value: number) => points(language, value);
  return (
    <>
      <p className={styles.finding}>{texts[finding](challenger.for_challenger, challenger.for_champion)}</p>
      {favour && (
        <p className={styles.text}>
          {texts.favour(share(favour.value), share(favour.low), share(favour.high))}
        </p>
      )}
      <p className={styles.text}>{texts.judged(challenger.judged)}</p>
      {agreement && (
        <p className={styles.text}>
          {texts.agreement(share(agreement.value), share(agreement.low), share(agreement.high))}
        </p>
      )}
      {shift && (
        <p className={styles.text}>
          {texts.shift(shifted(shift.value), shifted(shift.low), shifted(shift.high))}
        </p>
      )}
      <p className={styles.small}>{texts.level}</p>
    </>
  );
}
