// Counts of verdicts and votes, wherever a card shows them.
import type { Bilingual } from '../../locale/bilingual.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

const fr = {
  posts: 'Posts analysés',
  negative: 'Négatifs',
  positive: 'Positifs',
  uncertain: 'Incertains',
  votes: 'Votes',
  breakdown: 'Répartition des verdicts',
  nothing: 'Aucun post analysé.',
  withShare: (count: number, share: string) => `${count} (${share})`,
  counts: (posts: number, negative: number, uncertain: number) =>
    `${posts} (${inFrench.count(negative, 'négatif', 'négatifs')}, ${inFrench.count(uncertain, 'incertain', 'incertains')})`,
  disputed: 'Verdicts contestés',
  ofVotes: (share: string, votes: number) => `${share} (${inFrench.count(votes, 'vote', 'votes')})`,
  noVotes: 'aucun vote',
};

const en: typeof fr = {
  posts: 'Posts analysed',
  negative: 'Negative',
  positive: 'Positive',
  uncertain: 'Uncertain',
  votes: 'Votes',
  breakdown: 'Breakdown of verdicts',
  nothing: 'No posts analysed.',
  withShare: (count, share) => `${count} (${share})`,
  counts: (posts, negative, uncertain) => `${posts} (${negative} negative, ${uncertain} uncertain)`,
  disputed: 'Disputed verdicts',
  ofVotes: (share, votes) => `${share} (${inEnglish.count(votes, 'vote', 'votes')})`,
  noVotes: 'no votes',
};

export const figureTexts: Bilingual<typeof fr> = { fr, en };
