// What posts are about, by the names that the model in service gives: asked for once, shown beside verdicts.
import { makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import type { TopicsOut } from '../../api/routes/model/topics.ts';
import type { Prediction } from '../api.ts';
import { call, OPENED } from '../call.ts';
import { useLanguage, useTexts } from '../language.ts';

export type Topics = z.output<typeof TopicsOut>['topics'];

let asked: Promise<Topics> | undefined;

function askTopics(): Promise<Topics> {
  asked ??= call<z.output<typeof TopicsOut>>('topics').then(
    ({ topics }) => topics,
    () => {
      asked = undefined;
      return [];
    },
  );
  return asked;
}

/** The topics of the model in service; none until they are known, and where it knows none. */
export function useTopics(): Topics {
  const [topics, setTopics] = useState<Topics>([]);
  useEffect(() => {
    const load = () => void askTopics().then(setTopics);
    load();
    window.addEventListener(OPENED, load);
    return () => window.removeEventListener(OPENED, load);
  }, []);
  return topics;
}

/** Name and title of each topic, by title, to choose from. */
export function useTopicTitles(): readonly (readonly [name: string, title: string])[] {
  const language = useLanguage();
  return useTopics()
    .map(({ name, names }) => [name, names[language]] as const)
    .toSorted(([, a], [, b]) => a.localeCompare(b, language));
}

/** What a topic is called in the reader's language; its bare name where the model in service does not list it. */
export function useTopicNames(): (name: string) => string {
  const topics = useTopics();
  const language = useLanguage();
  return (name) => topics.find((each) => each.name === name)?.names[language] ?? name;
}

const useStyles = makeStyles({
  list: { display: 'flex', flexWrap: 'wrap', gap: '4px', margin: 0, padding: 0, listStyleType: 'none' },
  tag: {
    padding: '0 8px',
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    borderRadius: '10px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
});

/** The topics of a post; nothing for a post about none, or of a model without topics. */
export function TopicTags({ post: { topics, lang } }: { post: Pick<Prediction, 'topics' | 'lang'> }) {
  const styles = useStyles();
  const language = useLanguage();
  const texts = useTexts();
  const known = useTopics();
  const shown = (topics ?? []).flatMap(({ name }) => known.find((each) => each.name === name) ?? []);
  if (shown.length === 0) return null;
  const isToCheck = ({ to_check }: Topics[number]) =>
    lang === 'fr' || lang === 'en' ? to_check[lang] : true;
  return (
    <ul className={styles.list} aria-label={texts.topics.title}>
      {shown.map((topic) => (
        <li key={topic.name} className={styles.tag}>
          {isToCheck(topic) ? texts.topics.toCheck(topic.names[language]) : topic.names[language]}
        </li>
      ))}
    </ul>
  );
}
