// What waits for an answer, in status and digest.
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

const fr = {
  title: 'Réponses attendues',
  none: 'aucune',
  waiting: (open: number, since: string, taken: number) =>
    [
      open > 0
        ? `${inFrench.count(open, 'ouverte', 'ouvertes')}, la plus ancienne depuis ${since}`
        : 'aucune ouverte',
      ...(taken > 0 ? [inFrench.count(taken, 'prise en charge', 'prises en charge')] : []),
    ].join(french` ; `),
  toTake: 'Délai de prise en charge',
  toEnd: 'Délai de réponse',
  waits: (median: string, p90: string) => `${median} pour la moitié des posts, ${p90} pour neuf sur dix`,
};

const en: typeof fr = {
  title: 'Waiting for an answer',
  none: 'none',
  waiting: (open, since, taken) =>
    [
      open > 0 ? `${inEnglish.number(open)} open, the oldest for ${since}` : 'none open',
      ...(taken > 0 ? [`${inEnglish.number(taken)} taken`] : []),
    ].join('; '),
  toTake: 'Time to take',
  toEnd: 'Time to answer',
  waits: (median, p90) => `${median} for half of the posts, ${p90} for nine in ten`,
};

export const waitingTexts: Bilingual<typeof fr> = { fr, en };
