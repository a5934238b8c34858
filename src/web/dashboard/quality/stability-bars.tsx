// How far each thing has moved from the reference: bars on one scale, which ends where the longest does.
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Drift } from '../../api.ts';
import { useLanguage, useTexts } from '../../language.ts';
import { sharePercentage } from '../formats.ts';
import { endOfScale } from '../series.ts';
import { Bars } from './bars.tsx';

const useStyles = makeStyles({
  index: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Against a provisional reference nothing counts as moved, however long its bar. */
export function StabilityBars({ drift }: { drift: Drift }) {
  const styles = useStyles();
  const { features, psi_threshold: threshold } = drift;
  const end = endOfScale(
    features.map(({ psi }) => psi),
    threshold,
  );
  const firm = drift.reference.kind === 'own';
  const { drift: texts } = useTexts();
  const language = useLanguage();
  const number = (value: number) =>
    new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  const bars = features.map(({ feature, psi, moved, before, now }) => ({
    words: [
      texts.distance(texts.features[feature], psi === null ? '–' : number(psi)),
      before !== null &&
        now !== null &&
        texts.fromTo(sharePercentage(language, before), sharePercentage(language, now)),
      moved && firm && texts.beyond,
    ]
      .filter(Boolean)
      .join(' · '),
    from: 0,
    to: (psi ?? 0) / end,
    isBeyond: moved && firm,
    mark: threshold / end,
  }));
  return (
    <Bars title={texts.distances} bars={bars}>
      <p className={styles.index}>{texts.index(number(threshold), number(end))}</p>
    </Bars>
  );
}
