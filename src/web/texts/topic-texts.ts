// What posts are about, as the page words it; the names of topics come with the model.
import { french } from '../../locale/french.ts';

export const topicsFr = {
  title: 'Sujets',
  toCheck: (topic: string) => `${topic} (à vérifier)`,
  correct: 'Corriger les sujets',
  ask: french`De quoi parle ce post ?`,
  none: 'aucun',
  said: (topics: string) => french`Sujets : ${topics}`,
};

export const topicsEn: typeof topicsFr = {
  title: 'Topics',
  toCheck: (topic) => `${topic} (to check)`,
  correct: 'Correct the topics',
  ask: 'What is this post about?',
  none: 'none',
  said: (topics) => `Topics: ${topics}`,
};
