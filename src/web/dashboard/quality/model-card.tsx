// The model in service: what it was made from, what it was measured to do, where it ends. All of it is read from its card.

import { makeStyles, tokens } from '@fluentui/react-components';
import { dateFormat } from '../../../locale/dates.ts';
import type { Model } from '../../api.ts';
import { useLanguage, useTexts } from '../../language.ts';
import { LABELS } from '../../verdict.ts';
import { count, sharePercentage } from '../formats.ts';
import { type Bar, Bars } from './bars.tsx';

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0 },
  column: { display: 'flex', flexDirection: 'column', gap: '16px' },
  list: { margin: 0, paddingLeft: '20px' },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))',
    gap: '24px',
  },
});

export function ModelSection({ model }: { model: Model }) {
  const styles = useStyles();
  const { model: texts, verdict } = useTexts();
  const language = useLanguage();
  const made = dateFormat(language, { dateStyle: 'long' }).format(Date.parse(model.created_at));
  const measured = useMeasured(model);
  const used = model.data.reduce((sum, set) => sum + set.used, 0);
  return (
    <>
      <h3 className={styles.title}>{texts.title(model.version)}</h3>
      <p className={styles.text}>{texts.made(made, model.base)}</p>
      <div className={styles.pair}>
        <Bars title={texts.accuracy} bars={measured} />
        <div className={styles.column}>
          <Bars
            title={texts.data(used)}
            bars={model.data.map(({ set, used: posts }) => ({
              words: texts.dataSet(set, count(language, posts)),
              from: 0,
              to: posts / used,
            }))}
          />
          <Bars
            title={texts.certainty}
            bars={LABELS.map((label) => ({
              words: texts.threshold(verdict[label], sharePercentage(language, model.certain[label])),
              from: model.certain[label],
              to: 1,
            }))}
          />
          <p className={styles.text}>{texts.temperature(count(language, model.temperature))}</p>
        </div>
      </div>
      <h3 className={styles.title}>{texts.limits}</h3>
      <Limits model={model} />
    </>
  );
}

/** A bar for each set, those of a language beside each other. */
function useMeasured({ metrics }: Model): readonly Bar[] {
  const { model: texts, language: names } = useTexts();
  const language = useLanguage();
  const share = (value: number) => sharePercentage(language, value);
  return metrics
    .toSorted((a, b) => a.language.localeCompare(b.language))
    .map((each) => ({
      words: texts.set(each.set, nameOf(names, each.language), each.posts, share(each.accuracy)),
      more: [
        each.auc !== null && texts.auc(count(language, each.auc)),
        each.macro_f1 !== null && texts.macroF1(count(language, each.macro_f1)),
        each.calibration_error !== null && texts.calibration(share(each.calibration_error)),
        each.certain_share !== null &&
          each.certain_accuracy !== null &&
          texts.certain(share(each.certain_share), share(each.certain_accuracy)),
      ]
        .filter(Boolean)
        .join(' · '),
      from: 0,
      to: each.accuracy,
    }));
}

function Limits({ model }: { model: Model }) {
  const styles = useStyles();
  const { model: texts, language: names } = useTexts();
  const language = useLanguage();
  const neutral = model.metrics.flatMap(({ neutral_certain_side }) => neutral_certain_side ?? []);
  return (
    <ul className={styles.list}>
      {neutral.length > 0 && (
        <li>
          {texts.sides(
            sharePercentage(language, Math.min(...neutral)),
            sharePercentage(language, Math.max(...neutral)),
          )}
        </li>
      )}
      <li>{texts.languages(model.languages.map((tag) => nameOf(names, tag)).join(', '))}</li>
      <li>{texts.window(model.max_tokens)}</li>
      <li>{texts.licence(model.licence)}</li>
    </ul>
  );
}

function nameOf(names: Readonly<Record<string, string>>, tag: string): string {
  return names[tag] ?? tag;
}
