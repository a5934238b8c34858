// What brand rules did to a verdict, and what the model says without them.
import { makeStyles } from '@fluentui/react-components';
import { decimal } from '../../locale/numbers.ts';
import type { Prediction } from '../api.ts';
import { useLanguage, useTexts } from '../language.ts';
import { sentimentName } from '../verdict.ts';

const useStyles = makeStyles({ note: { margin: 0 } });

export function BrandNote({ brand }: { brand: NonNullable<Prediction['brand']> }) {
  const styles = useStyles();
  const texts = useTexts();
  const language = useLanguage();
  const decided = brand.rules.filter(({ label }) => label !== 'neutral');
  const phrases = brand.rules.map(({ phrase }) => texts.brand.quote(phrase)).join(', ');
  return (
    <p className={styles.note}>
      {decided.length > 0 ? texts.brand.decided(phrases) : texts.brand.leftOut(phrases)}{' '}
      {texts.brand.alone(sentimentName(texts, brand.own), decimal(language, brand.own.probability))}
    </p>
  );
}
