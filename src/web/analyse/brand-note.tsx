// What brand rules did to a verdict, and what the model says without them.
import { makeStyles } from '@fluentui/react-components';
import { decimal } from '../../locale/numbers.ts';
import type { Prediction } from '../api.ts';
import { useLanguage, useTexts } from '../language.ts';
import { sentimentName } from '../verdict.ts';

const useStyles = makeStyles({ note: { margin: 0 } });

type Ruled = Pick<Prediction, 'label' | 'certain'> & { readonly brand: NonNullable<Prediction['brand']> };

export function BrandNote({ verdict: { brand, label, certain } }: { verdict: Ruled }) {
  const styles = useStyles();
  const texts = useTexts();
  const language = useLanguage();
  const { rules, own } = brand;
  const phrases = rules.map(({ phrase }) => texts.brand.quote(phrase)).join(', ');
  const changed = own.label !== label || own.certain !== certain;
  const applied = rules.every((rule) => rule.label === 'neutral')
    ? texts.brand.leftOut(phrases)
    : texts.brand.applied(phrases, rules.length);
  return (
    <p className={styles.note}>
      {changed ? texts.brand.changed(phrases, rules.length) : applied}{' '}
      {texts.brand.alone(sentimentName(texts, own), decimal(language, own.probability))}
    </p>
  );
}
