// The summary of a thread or of a channel, on demand.
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

const fr = {
  ofThread: 'Bilan de ce fil',
  ofDays: (days: number) =>
    days === 1 ? 'Bilan des dernières 24 heures' : `Bilan des ${days} derniers jours`,
  counts: (posts: number, negative: number, share: string, uncertain: number) =>
    french`${inFrench.count(posts, 'post analysé', 'posts analysés')} : ${inFrench.count(negative, 'négatif', 'négatifs')} (${share}), ${inFrench.count(uncertain, 'incertain', 'incertains')}.`,
};

const en: typeof fr = {
  ofThread: 'Summary of this thread',
  ofDays: (days) => (days === 1 ? 'Summary of the last 24 hours' : `Summary of the last ${days} days`),
  counts: (posts, negative, share, uncertain) =>
    `${inEnglish.count(posts, 'post', 'posts')} analysed: ${negative} negative (${share}), ${uncertain} uncertain.`,
};

export const summaryTexts: Bilingual<typeof fr> = { fr, en };
