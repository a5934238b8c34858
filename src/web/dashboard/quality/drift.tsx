// Whether posts have changed, and how often the model is right: in a sentence, in distances, and over the days.
import { makeStyles, tokens } from '@fluentui/react-components';
import type { Drift as Figures } from '../../api.ts';
import { useTexts } from '../../language.ts';
import type { PageTexts } from '../../texts/page-texts.ts';
import { AccuracyPlot } from './accuracy-plot.tsx';
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
  const { kind, days, posts } = drift.reference;
  const compared = isCompared(drift);
  const measured = drift.days.some(({ estimated, observed }) => estimated ?? observed);
  return (
    <>
      <h3 className={styles.title}>{texts.title}</h3>
      {kind && <p className={styles.text}>{sentenceOf(drift, texts)}</p>}
      <p className={styles.small}>{texts[kind ?? 'none'](days, posts)}</p>
      {(compared || measured) && (
        <div className={styles.pair}>
          {compared && <StabilityBars drift={drift} />}
          {measured && <AccuracyPlot days={drift.days} />}
        </div>
      )}
      {measured && <p className={styles.small}>{texts.bias}</p>}
    </>
  );
}

/** Whether there is a reference, and enough posts to compare with it. */
function isCompared({ reference, features }: Figures): boolean {
  return reference.kind !== null && features.some(({ psi }) => psi !== null);
}

function sentenceOf(drift: Figures, texts: PageTexts['drift']): string {
  const { posts } = drift.window;
  if (!isCompared(drift)) return texts.few;
  if (drift.reference.kind === 'card') return texts.provisional(posts);
  const moved = drift.features.filter((each) => each.moved).map(({ feature }) => texts.features[feature]);
  return moved.length === 0 ? texts.quiet(posts) : texts.moved(posts, moved.join(', '));
}
