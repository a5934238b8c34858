// Every sentence of the alert's mail, in French and in English: a mail has both, for nobody knows who reads it.

import type { Correction } from '../feedback/prediction.ts';
import { french } from '../locale/french.ts';
import type { AlertRule } from './incident.ts';

/** What the sentences speak of. Times and percentages come as they are written in that language. */
export interface Facts {
  readonly rule: AlertRule;
  readonly down: number;
  readonly first: string;
  readonly last: string;
  /** Share of 👎 over the day, and how many voted; null when nobody did. */
  readonly day: { readonly rate: string; readonly votes: number } | null;
  /** Minutes. */
  readonly window: number;
}

const fr = {
  locale: 'fr',
  title: 'Le modèle se trompe',
  happened: ({ rule, down, first, last }: Facts) =>
    rule === 'burst'
      ? french`Votes contre ses verdicts (👎) : ${down}, du ${first} au ${last}.`
      : french`Trop de votes contre ses verdicts (👎) sur une journée : ${down}, du ${first} au ${last}.`,
  day: ({ day }: Facts) =>
    day
      ? french`Sur 24 heures : ${day.rate} de votes contre, sur ${day.votes} en tout.`
      : french`Sur 24 heures : aucun vote en cours.`,
  closing: ({ rule, window }: Facts) =>
    rule === 'burst'
      ? french`Rien à fermer : l’incident se termine de lui-même après ${window} min sans vote contre.`
      : french`Rien à fermer : l’incident se termine de lui-même après une journée sous le seuil.`,
  predictions: 'Prédictions concernées',
  more: (count: number) => french`autres votes contre, plus anciens : ${count}`,
  verdict: { positive: 'Positif', negative: 'Négatif', neutral: 'Neutre' } satisfies Record<
    Correction,
    string
  >,
  columns: {
    verdict: 'Verdict',
    probability: 'Probabilité d’être positif',
    correction: 'Correction',
    model: 'Modèle',
    link: 'Voir',
    text: 'Post',
  },
  forgotten: 'texte non conservé',
  test: french`Ceci est un essai : aucune mauvaise prédiction n’a eu lieu.`,
};

export type MailTexts = typeof fr;

const en: MailTexts = {
  locale: 'en',
  title: 'The model is wrong',
  happened: ({ rule, down, first, last }) =>
    rule === 'burst'
      ? `Votes against its verdicts (👎): ${down}, from ${first} to ${last}.`
      : `Too many votes against its verdicts (👎) over a day: ${down}, from ${first} to ${last}.`,
  day: ({ day }) =>
    day
      ? `Over 24 hours: ${day.rate} of votes against, of ${day.votes} in all.`
      : 'Over 24 hours: no vote stands.',
  closing: ({ rule, window }) =>
    rule === 'burst'
      ? `Nothing to close: the incident ends by itself after ${window} min without a vote against.`
      : 'Nothing to close: the incident ends by itself after a day below the threshold.',
  predictions: 'Predictions concerned',
  more: (count) => `more votes against, earlier: ${count}`,
  verdict: { positive: 'Positive', negative: 'Negative', neutral: 'Neutral' },
  columns: {
    verdict: 'Verdict',
    probability: 'Probability of positive',
    correction: 'Correction',
    model: 'Model',
    link: 'See',
    text: 'Post',
  },
  forgotten: 'text not kept',
  test: 'This is a test: no bad prediction has happened.',
};

/** In the order in which a mail has them. */
export const LANGUAGES: readonly [MailTexts, MailTexts] = [fr, en];
