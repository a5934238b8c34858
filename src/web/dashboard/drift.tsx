// Whether posts have changed, and how often the model is right: in a sentence, in distances, and over the days.
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Drift as Figures } from '../api.ts';
import { useLanguage, useTexts } from '../language.ts';
import type { PageTexts } from '../texts/page-texts.ts';
import { AccuracyPlot } from './accuracy-plot.tsx';
import { count } from './formats.ts';
import { StabilityBars } from './stability-bars.tsx';

const useStyles = makeStyles({
  title: { margin: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  text: { margin: 0 },
  small: { margin: 0, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  pair: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(260px, 100%), 1fr))',
    gap: '24px',
  },
});

export function DriftSection({ drift }: { drift: Figures }) {
  const styles = useStyles();
  const { drift: texts } = useTexts();
  const language = useLanguage();
  const { kind, days, posts } = drift.reference;
  return (
    <>
      <h2 className={styles.title}>{texts.title}</h2>
      {kind && <p className={styles.text}>{sentenceOf(drift, texts, count(language, drift.window.posts))}</p>}
      <p className={styles.small}>{texts[kind ?? 'none'](count(language, days), count(language, posts))}</p>
      <div className={styles.pair}>
        {kind && <StabilityBars features={drift.features} threshold={drift.psi_threshold} />}
        {drift.days.length > 0 && <AccuracyPlot days={drift.days} />}
      </div>
      <p className={styles.small}>{texts.bias}</p>
    </>
  );
}

function sentenceOf({ features }: Figures, texts: PageTexts['drift'], posts: string): string {
  if (features.every(({ psi }) => psi === null)) return texts.few;
  const moved = features.filter((each) => each.moved).map(({ feature }) => texts.features[feature]);
  return moved.length === 0 ? texts.quiet(posts) : texts.moved(posts, moved.join(', '));
}
