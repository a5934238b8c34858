// Every sentence of the mail about drift, in French and in English.

import type { Feature } from '../drift/compare.ts';
import { french } from '../locale/french.ts';

/** Numbers and times come as they are written in that language. */
export interface DriftFacts {
  readonly first: string;
  readonly last: string;
}

const fr = {
  locale: 'fr',
  title: 'Les posts ont changé',
  happened: ({ first, last }: DriftFacts) =>
    `Du ${first} au ${last}, les posts jugés ne ressemblent plus à ceux de la période de référence.`,
  meaning: 'Le modèle n’a pas forcément tort, mais ses chiffres mesurés ne valent peut-être plus.',
  moved: 'Ce qui a bougé',
  features: {
    language: 'part de français',
    length: 'longueur des posts',
    unknown: 'posts avec des caractères inconnus du modèle',
    surprise: 'vocabulaire',
    probability: 'probabilités du modèle',
    negative: 'part de négatifs',
    uncertain: 'part d’incertains',
    votes: 'part de verdicts contestés par les votes',
  } satisfies Record<Feature, string>,
  fromTo: (before: string, now: string) => `de ${before} à ${now}`,
  line: (feature: string, told: string) => french`${feature} : ${told}`,
  distance: (psi: string) => `indice de stabilité ${psi} (seuil 0,1)`,
  todo: 'Que faire',
  steps: [
    french`Regarder « Les posts ont-ils changé ? » dans le tableau de bord, puis relire des posts récents dans la vue Relecture.`,
    french`Si le modèle se trompe : exporter les votes, réentraîner, comparer (models/README.md).`,
    french`Si ce changement va durer et que le modèle juge bien : mettre DRIFT_SINCE à la date du changement.`,
  ],
  closing: french`Rien à fermer : l’incident se termine de lui-même après une journée sans dérive.`,
};

export type DriftTexts = typeof fr;

const en: DriftTexts = {
  locale: 'en',
  title: 'Posts have changed',
  happened: ({ first, last }) =>
    `From ${first} to ${last}, the posts that were judged are unlike those of the reference period.`,
  meaning: 'The model is not wrong for that, but what was measured of it may no longer hold.',
  moved: 'What moved',
  features: {
    language: 'share of French',
    length: 'length of posts',
    unknown: 'posts with characters that the model has never seen',
    surprise: 'vocabulary',
    probability: 'probabilities of the model',
    negative: 'share of negatives',
    uncertain: 'share of uncertain verdicts',
    votes: 'share of verdicts that votes contest',
  },
  fromTo: (before, now) => `from ${before} to ${now}`,
  line: (feature, told) => `${feature}: ${told}`,
  distance: (psi) => `stability index ${psi} (threshold 0.1)`,
  todo: 'What to do',
  steps: [
    'Look at “Have posts changed?” on the dashboard, then go through recent posts in the Review view.',
    'Where the model is wrong: export the votes, retrain, compare (models/README.md).',
    'Where the change will last and the model judges well: set DRIFT_SINCE to the date of the change.',
  ],
  closing: 'Nothing to close: the incident ends by itself after a day without drift.',
};

/** In the order in which a mail has them. */
export const DRIFT_LANGUAGES: readonly [DriftTexts, DriftTexts] = [fr, en];
