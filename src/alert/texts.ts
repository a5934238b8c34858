// Every sentence of the alert's mail, in French and in English: a mail has both, because its recipients may read either.
import type { Correction } from '../feedback/prediction.ts';
import { french } from '../locale/french.ts';
import { inEnglish, inFrench } from '../locale/plural.ts';
import type { AlertRule } from './incident.ts';

/** What the sentences are about. Times and percentages are formatted for that language. */
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
      ? french`Votes 👎 sur ses verdicts : ${down}, du ${first} au ${last}.`
      : french`Trop de votes 👎 en une journée : ${down}, du ${first} au ${last}.`,
  day: ({ day }: Facts) =>
    day
      ? french`Sur 24 heures : ${day.rate} de 👎 (${inFrench.count(day.votes, 'vote', 'votes')} en tout).`
      : french`Sur 24 heures : aucun vote en cours.`,
  closing: ({ rule, window }: Facts) =>
    rule === 'burst'
      ? french`Aucune action n’est nécessaire pour clore l’incident : il prend fin après ${window} min sans 👎.`
      : french`Aucune action n’est nécessaire pour clore l’incident : il prend fin après une journée sous le seuil.`,
  todo: 'Que faire',
  steps: {
    read: 'Ouvrir l’alerte et lire les posts concernés.',
    review: 'Indiquer le bon verdict de chacun dans la vue Relecture.',
    model: french`Si les erreurs ont commencé avec un nouveau modèle : revenir au précédent (npm run model:rollback).`,
  },
  predictions: 'Verdicts contestés',
  more: (count: number) => french`👎 plus anciens, non affichés : ${count}`,
  verdict: { positive: 'Positif', negative: 'Négatif', neutral: 'Neutre' } satisfies Record<
    Correction,
    string
  >,
  columns: {
    verdict: 'Verdict',
    probability: 'Probabilité d’être positif',
    correction: 'Correction',
    link: 'Lien',
    text: 'Post',
  },
  forgotten: 'texte non conservé',
  test: french`Ceci est un essai : aucun verdict n’a été contesté.`,
};

export type MailTexts = typeof fr;

const en: MailTexts = {
  locale: 'en-GB',
  title: 'The model is making mistakes',
  happened: ({ rule, down, first, last }) =>
    rule === 'burst'
      ? `👎 votes on its verdicts: ${down}, from ${first} to ${last}.`
      : `Too many 👎 votes in one day: ${down}, from ${first} to ${last}.`,
  day: ({ day }) =>
    day
      ? `Last 24 hours: ${day.rate} 👎 (${inEnglish.count(day.votes, 'vote', 'votes')} in all).`
      : 'Last 24 hours: no current votes.',
  closing: ({ rule, window }) =>
    rule === 'burst'
      ? `You don’t need to close the incident: it ends after ${window} min without a 👎.`
      : 'You don’t need to close the incident: it ends after a day below the threshold.',
  todo: 'What to do',
  steps: {
    read: 'Open the alert and read the posts concerned.',
    review: 'Set the right verdict of each in the Review view.',
    model: 'If the mistakes began with a new model: go back to the one before (npm run model:rollback).',
  },
  predictions: 'Disputed verdicts',
  more: (count) => `earlier 👎, not shown: ${count}`,
  verdict: { positive: 'Positive', negative: 'Negative', neutral: 'Neutral' },
  columns: {
    verdict: 'Verdict',
    probability: 'Probability of positive',
    correction: 'Correction',
    link: 'Link',
    text: 'Post',
  },
  forgotten: 'text not stored',
  test: 'This is a test: no verdict was disputed.',
};

/** In the order of the mail. */
export const MAIL_LANGUAGES: readonly [MailTexts, MailTexts] = [fr, en];
