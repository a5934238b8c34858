// Every sentence of the mail about drift, in French and in English.

import type { Feature } from '../drift/compare.ts';
import { french } from '../locale/french.ts';

/** Times, formatted for that language. */
export interface DriftFacts {
  readonly first: string;
  readonly last: string;
}

const fr = {
  locale: 'fr',
  title: 'Les posts ont changé',
  happened: ({ first, last }: DriftFacts) =>
    `Du ${first} au ${last}, les posts analysés ne ressemblaient plus à ceux de la période de référence.`,
  meaning:
    'Le modèle ne se trompe pas forcément davantage, mais les performances mesurées ne sont peut-être plus valables.',
  moved: 'Ce qui a changé',
  features: {
    language: 'part de posts en français',
    length: 'longueur des posts',
    unknown: 'posts avec des caractères inconnus du modèle',
    surprise: 'vocabulaire',
    probability: 'probabilités du modèle',
    negative: 'part de posts négatifs',
    neutral: 'part de posts neutres',
    uncertain: 'part de verdicts incertains',
    votes: 'part de verdicts contestés',
  } satisfies Record<Feature, string>,
  fromTo: (before: string, now: string) => `de ${before} à ${now}`,
  line: (feature: string, told: string) => french`${feature} : ${told}`,
  distance: (psi: string) => `écart ${psi} (indice PSI, seuil 0,1)`,
  todo: 'Que faire',
  steps: {
    look: french`Consulter « Les posts ont-ils changé ? » dans le tableau de bord.`,
    read: 'Ouvrir l’alerte et lire les posts de cette période.',
    review: 'Relire des posts récents dans la vue Relecture.',
    wrong: french`Si le modèle se trompe : exporter les votes, réentraîner, comparer (models/README.md).`,
    right: french`Si le changement est durable et que les verdicts restent justes : donner à DRIFT_SINCE la date du changement.`,
  },
  closing: french`Aucune action n’est nécessaire pour clore l’incident : il prend fin après une journée sans dérive.`,
};

export type DriftTexts = typeof fr;

const en: DriftTexts = {
  locale: 'en-GB',
  title: 'Posts have changed',
  happened: ({ first, last }) =>
    `From ${first} to ${last}, the analysed posts no longer resembled those of the reference period.`,
  meaning: 'The model is not necessarily wrong more often, but its measured performance may no longer hold.',
  moved: 'What changed',
  features: {
    language: 'share of posts in French',
    length: 'post length',
    unknown: 'posts with characters unknown to the model',
    surprise: 'vocabulary',
    probability: 'model probabilities',
    negative: 'share of negative posts',
    neutral: 'share of neutral posts',
    uncertain: 'share of uncertain verdicts',
    votes: 'share of disputed verdicts',
  },
  fromTo: (before, now) => `from ${before} to ${now}`,
  line: (feature, told) => `${feature}: ${told}`,
  distance: (psi) => `shift ${psi} (PSI, threshold 0.1)`,
  todo: 'What to do',
  steps: {
    look: 'Check “Have posts changed?” on the dashboard.',
    read: 'Open the alert and read the posts of that period.',
    review: 'Go through recent posts in the Review view.',
    wrong: 'If the model is wrong: export the votes, retrain, compare (models/README.md).',
    right:
      'If the change is permanent and the verdicts are still right: set DRIFT_SINCE to the date of the change.',
  },
  closing: 'You don’t need to close the incident: it ends after a day without drift.',
};

/** In the order of the mail. */
export const DRIFT_LANGUAGES: readonly [DriftTexts, DriftTexts] = [fr, en];
