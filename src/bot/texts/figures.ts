// Counts of verdicts and votes, wherever a card shows them.
import type { VerdictCounts } from '../../feedback/statistics.ts';
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

const fr = {
  posts: 'Posts analysés',
  negative: 'Négatifs',
  neutral: 'Neutres',
  positive: 'Positifs',
  uncertain: 'Incertains',
  votes: 'Votes',
  breakdown: 'Répartition des verdicts',
  nothing: 'Aucun post analysé.',
  withShare: (count: number, share: string) => `${count} (${share})`,
  counts: ({ predictions, negative, neutral, positive, uncertain }: VerdictCounts) =>
    french`${predictions} (${inFrench.count(negative, 'négatif', 'négatifs')}, ${inFrench.count(neutral, 'neutre', 'neutres')}, ${inFrench.count(positive, 'positif', 'positifs')} ; ${inFrench.count(uncertain, 'incertain', 'incertains')})`,
  disputed: 'Verdicts contestés',
  ofVotes: (share: string, votes: number) => `${share} (${inFrench.count(votes, 'vote', 'votes')})`,
  noVotes: 'aucun vote',
};

const en: typeof fr = {
  posts: 'Posts analysed',
  negative: 'Negative',
  neutral: 'Neutral',
  positive: 'Positive',
  uncertain: 'Uncertain',
  votes: 'Votes',
  breakdown: 'Breakdown of verdicts',
  nothing: 'No posts analysed.',
  withShare: (count, share) => `${count} (${share})`,
  counts: ({ predictions, negative, neutral, positive, uncertain }) =>
    `${predictions} (${negative} negative, ${neutral} neutral, ${positive} positive; ${uncertain} uncertain)`,
  disputed: 'Disputed verdicts',
  ofVotes: (share, votes) => `${share} (${inEnglish.count(votes, 'vote', 'votes')})`,
  noVotes: 'no votes',
};

export const figureTexts: Bilingual<typeof fr> = { fr, en };
