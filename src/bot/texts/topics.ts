// What posts are about, as cards word it; the names of topics come with the model.
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

const signed = (language: 'fr' | 'en', change: number) =>
  new Intl.NumberFormat(language, { signDisplay: 'exceptZero' }).format(change);

const fr = {
  toCheck: (topic: string) => `${topic} (à vérifier)`,
  ask: french`De quoi parle ce post ?`,
  none: 'aucun',
  said: (topics: string) => french`Sujets : ${topics}`,
  title: 'Sujets',
  titleCompared: 'Sujets (écart avec une semaine plus tôt)',
  counts: (posts: number, negative: number, change?: number) =>
    [
      inFrench.number(posts),
      `dont ${inFrench.count(negative, 'négatif', 'négatifs')}`,
      ...(change === undefined ? [] : [signed('fr', change)]),
    ].join(', '),
  spike: (topics: readonly string[]) =>
    topics.length === 1
      ? french`Pic sur un sujet : ${topics[0]!}`
      : french`Pics par sujet : ${topics.join(', ')}`,
  spikeLine: (
    topic: string,
    negative: number,
    posts: number,
    shares: readonly [now: string, usual: string],
  ) =>
    french`${topic} : ${inFrench.count(negative, 'post négatif', 'posts négatifs')} sur ${inFrench.count(posts, 'post', 'posts')} dans la dernière heure (${shares[0]}, contre ${shares[1]} d’habitude à cette heure-ci).`,
};

const en: typeof fr = {
  toCheck: (topic) => `${topic} (to check)`,
  ask: 'What is this post about?',
  none: 'none',
  said: (topics) => `Topics: ${topics}`,
  title: 'Topics',
  titleCompared: 'Topics (change from a week earlier)',
  counts: (posts, negative, change) =>
    [
      inEnglish.number(posts),
      `${inEnglish.number(negative)} negative`,
      ...(change === undefined ? [] : [signed('en', change)]),
    ].join(', '),
  spike: (topics) =>
    topics.length === 1 ? `Spike in a topic: ${topics[0]}` : `Spikes by topic: ${topics.join(', ')}`,
  spikeLine: (topic, negative, posts, shares) =>
    `${topic}: ${inEnglish.count(negative, 'negative post', 'negative posts')} of ${inEnglish.count(posts, 'post', 'posts')} in the last hour (${shares[0]}; usually ${shares[1]} at this time).`,
};

export const topicTexts: Bilingual<typeof fr> = { fr, en };
