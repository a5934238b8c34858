// What a post is about, as a person says it: the topics of the model in service to be ticked, those that it gave at first.
import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import type { Prediction } from '../api.ts';
import { useLanguage, useTexts } from '../language.ts';
import { useTopics } from './topics.tsx';

const useStyles = makeStyles({
  summary: { cursor: 'pointer', fontWeight: tokens.fontWeightSemibold, padding: '4px 0' },
  choices: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(160px, 100%), 1fr))',
    margin: 0,
    padding: 0,
    border: 'none',
  },
});

interface TopicChoiceProps {
  readonly post: Pick<Prediction, 'topics'>;
  /** What the person said; null while they have not changed anything. */
  readonly said: readonly string[] | null;
  readonly onSay: (topics: readonly string[]) => void;
}

/** Nothing for a post of a model without topics. */
export function TopicChoice({ post: { topics }, said, onSay }: TopicChoiceProps) {
  const styles = useStyles();
  const language = useLanguage();
  const texts = useTexts();
  const known = useTopics();
  if (!topics || known.length === 0) return null;
  const ticked = said ?? topics.map(({ name }) => name);
  const isTicked = (name: string) => ticked.includes(name);
  return (
    <details open={said !== null}>
      <summary className={styles.summary}>{texts.topics.correct}</summary>
      <fieldset className={styles.choices} aria-label={texts.topics.ask}>
        {known.map(({ name, names }) => (
          <Checkbox
            key={name}
            label={names[language]}
            checked={isTicked(name)}
            onChange={(_event, { checked }) =>
              onSay(
                known
                  .map((each) => each.name)
                  .filter((each) => (each === name ? checked === true : isTicked(each))),
              )
            }
          />
        ))}
      </fieldset>
    </details>
  );
}
