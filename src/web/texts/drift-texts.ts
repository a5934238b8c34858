// The sentences about drift, in French and in English.
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

/** What is looked at, by the names of GET /drift. */
type Names = Record<
  | 'language'
  | 'length'
  | 'unknown'
  | 'surprise'
  | 'probability'
  | 'negative'
  | 'neutral'
  | 'uncertain'
  | 'votes',
  string
>;

export const driftFr = {
  title: french`Les posts ont-ils changé ?`,
  quiet: (posts: number) =>
    `Les ${inFrench.number(posts)} derniers posts ressemblent à ceux de la période de référence.`,
  moved: (posts: number, what: string) =>
    french`Les ${inFrench.number(posts)} derniers posts ne ressemblent plus à ceux de la période de référence. Ce qui change : ${what}.`,
  provisional: (posts: number) =>
    french`Les ${inFrench.number(posts)} derniers posts sont comparés à une référence provisoire : les écarts ci-dessous n’alertent personne.`,
  few: french`Trop peu de posts récents pour une comparaison : il en faut 100.`,
  own: (days: number, posts: number) =>
    french`Référence : ${inFrench.count(days, 'premier jour', 'premiers jours')} de ce service avec ce modèle (${inFrench.count(posts, 'post', 'posts')}).`,
  card: (days: number, posts: number) =>
    french`Référence provisoire : des posts de test, qui ne sont pas les vôtres. La vôtre se constitue : ${inFrench.count(days, 'jour', 'jours')}, ${inFrench.count(posts, 'post', 'posts')} jusqu’ici.`,
  none: (days: number, posts: number) =>
    french`Pas encore de référence : elle se constitue les premiers jours (${inFrench.count(days, 'jour', 'jours')}, ${inFrench.count(posts, 'post', 'posts')} jusqu’ici).`,
  distances: 'Écart avec la référence',
  index: (threshold: string, end: string) =>
    french`Indice de stabilité (PSI), de 0 à ${end} ; au-delà de ${threshold} (tirets), l’écart compte.`,
  distance: (name: string, psi: string) => french`${name} : ${psi}`,
  fromTo: (before: string, now: string) => `de ${before} à ${now}`,
  beyond: 'a changé',
  features: {
    language: 'part de français',
    length: 'longueur des posts',
    unknown: 'caractères inconnus du modèle',
    surprise: 'vocabulaire',
    probability: 'probabilités du modèle',
    negative: 'part de négatifs',
    neutral: 'part de neutres',
    uncertain: 'part d’incertains',
    votes: 'verdicts contestés',
  } as Names,
  accuracy: 'Taux de verdicts justes, par jour',
  estimated: 'estimé d’après les probabilités',
  observed: 'constaté dans les votes',
  both: (estimated: string, observed: string) => `${estimated} estimés, ${observed} d’après les votes`,
  lastDay: (shares: string) => french`Dernier jour : ${shares}.`,
  bias: french`On vote plus volontiers contre une erreur : le taux constaté est souvent inférieur au vrai. Traits : intervalles à 95 %.`,
};

export const driftEn: typeof driftFr = {
  title: 'Have posts changed?',
  quiet: (posts) => `The last ${inEnglish.number(posts)} posts look like those of the baseline.`,
  moved: (posts, what) =>
    `The last ${inEnglish.number(posts)} posts no longer look like those of the baseline. What changed: ${what}.`,
  provisional: (posts) =>
    `The last ${inEnglish.number(posts)} posts are compared with a provisional baseline: the differences below raise no alert.`,
  few: 'Too few recent posts to compare: 100 are needed.',
  own: (days, posts) =>
    `Baseline: the first ${inEnglish.count(days, 'day', 'days')} of this service with this model (${inEnglish.count(posts, 'post', 'posts')}).`,
  card: (days, posts) =>
    `Provisional baseline: test data, not your posts. Yours is being collected: ${inEnglish.count(days, 'day', 'days')}, ${inEnglish.count(posts, 'post', 'posts')} so far.`,
  none: (days, posts) =>
    `No baseline yet: it is collected over the first days (${inEnglish.count(days, 'day', 'days')}, ${inEnglish.count(posts, 'post', 'posts')} so far).`,
  distances: 'Difference from the baseline',
  index: (threshold, end) =>
    `Population stability index (PSI), from 0 to ${end}; beyond ${threshold} (dashed), the difference matters.`,
  distance: (name, psi) => `${name}: ${psi}`,
  fromTo: (before, now) => `from ${before} to ${now}`,
  beyond: 'changed',
  features: {
    language: 'share of French',
    length: 'length of posts',
    unknown: 'characters unknown to the model',
    surprise: 'vocabulary',
    probability: 'model probabilities',
    negative: 'share of negatives',
    neutral: 'share of neutral posts',
    uncertain: 'share of uncertain verdicts',
    votes: 'disputed verdicts',
  },
  accuracy: 'Accuracy by day',
  estimated: 'estimated from probabilities',
  observed: 'observed in votes',
  both: (estimated, observed) => `${estimated} estimated, ${observed} from votes`,
  lastDay: (shares) => `Last day: ${shares}.`,
  bias: 'People are more likely to vote when the verdict is wrong, so observed accuracy often understates the truth. Lines: 95% intervals.',
};
