// The summary of a thread or of a channel, on demand.
import type { VerdictCounts } from '../../feedback/statistics.ts';
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

const fr = {
  ofThread: 'Bilan de ce fil',
  ofDays: (days: number) =>
    days === 1 ? 'Bilan des dernières 24 heures' : `Bilan des ${days} derniers jours`,
  counts: ({ predictions, negative, neutral, positive, uncertain }: VerdictCounts, share: string) =>
    french`${inFrench.count(predictions, 'post analysé', 'posts analysés')} : ${inFrench.count(negative, 'négatif', 'négatifs')} (${share}), ${inFrench.count(neutral, 'neutre', 'neutres')}, ${inFrench.count(positive, 'positif', 'positifs')} ; ${inFrench.count(uncertain, 'incertain', 'incertains')}.`,
};

const en: typeof fr = {
  ofThread: 'Summary of this thread',
  ofDays: (days) => (days === 1 ? 'Summary of the last 24 hours' : `Summary of the last ${days} days`),
  counts: ({ predictions, negative, neutral, positive, uncertain }, share) =>
    `${inEnglish.count(predictions, 'post', 'posts')} analysed: ${negative} negative (${share}), ${neutral} neutral, ${positive} positive; ${uncertain} uncertain.`,
};

export const summaryTexts: Bilingual<typeof fr> = { fr, en };
