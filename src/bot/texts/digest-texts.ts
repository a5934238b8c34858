// What people read about how a channel goes: summary, digest, spike notice and posts from elsewhere, in French and English.
import type { ReaderLanguage } from '../../locale/reader-language.ts';

const fr = {
  summary: 'Bilan',
  ofThread: 'de ce fil',
  ofDays: (days: number) => (days === 1 ? 'des dernières 24 heures' : `des ${days} derniers jours`),
  nothing: 'Aucun post jugé.',
  posts: 'Posts jugés',
  negative: 'Négatifs',
  positive: 'Positifs',
  uncertain: 'Incertains',
  votes: 'Votes',
  ofPosts: (count: number, share: string) => `${count} (${share})`,
  sides: 'Répartition des verdicts',
  worst: 'Les plus négatifs',
  notKept: 'texte non gardé',
  open: 'Voir le post',
  digest: { day: 'Le point du jour', week: 'Le point de la semaine' },
  from: (since: string, until: string) => `du ${since} au ${until}`,
  trend: 'Une semaine plus tôt',
  before: (posts: number, share: string) => `${posts} posts, ${share} négatifs`,
  points: (points: string) => `${points} points`,
  nothingBefore: 'aucun post',
  badRate: 'Mauvaises prédictions',
  ofVotes: (share: string, votes: number) => `${share} de ${votes} votes`,
  noVotes: 'aucun vote',
  learnt: 'Ce que j’ai appris',
  lessons: (votes: number, corrections: number, rules: number) =>
    `${votes} votes, ${corrections} corrections, ${rules} règles ajoutées ou changées`,
  spike: 'Pic de posts négatifs',
  spikeBody: (negative: number, posts: number, share: string, usual: string) =>
    `${negative} des ${posts} posts de la dernière heure sont négatifs : ${share}, contre ${usual} d’habitude à cette heure.`,
  spikeQuiet: (hours: number) =>
    `Je n’en dirai plus rien ici pendant ${hours} h. « réglages » permet d’arrêter ces avis.`,
  elsewhere: 'Post venu d’ailleurs',
  by: (author: string) => `par ${author}`,
};

type DigestTexts = typeof fr;

const en: DigestTexts = {
  summary: 'Summary',
  ofThread: 'of this thread',
  ofDays: (days) => (days === 1 ? 'of the last 24 hours' : `of the last ${days} days`),
  nothing: 'No post was judged.',
  posts: 'Posts judged',
  negative: 'Negative',
  positive: 'Positive',
  uncertain: 'Uncertain',
  votes: 'Votes',
  ofPosts: (count, share) => `${count} (${share})`,
  sides: 'Verdicts by kind',
  worst: 'The most negative',
  notKept: 'text not kept',
  open: 'See the post',
  digest: { day: 'Digest of the day', week: 'Digest of the week' },
  from: (since, until) => `from ${since} to ${until}`,
  trend: 'A week earlier',
  before: (posts, share) => `${posts} posts, ${share} negative`,
  points: (points) => `${points} points`,
  nothingBefore: 'no post',
  badRate: 'Bad predictions',
  ofVotes: (share, votes) => `${share} of ${votes} votes`,
  noVotes: 'no votes',
  learnt: 'What I learnt',
  lessons: (votes, corrections, rules) =>
    `${votes} votes, ${corrections} corrections, ${rules} rules added or changed`,
  spike: 'Spike of negative posts',
  spikeBody: (negative, posts, share, usual) =>
    `${negative} of the ${posts} posts of the last hour are negative: ${share}, where ${usual} is usual at this hour.`,
  spikeQuiet: (hours) =>
    `I will say no more about it here for ${hours} h. “settings” turns these notices off.`,
  elsewhere: 'Post from elsewhere',
  by: (author) => `by ${author}`,
};

const all: Readonly<Record<ReaderLanguage, DigestTexts>> = { fr, en };

export function digestTextsIn(language: ReaderLanguage): DigestTexts {
  return all[language];
}
