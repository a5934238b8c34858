// The verdict on a post, as its reply words it.
import type { Correction } from '../../feedback/prediction.ts';
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';
import type { Language } from '../../sentiment/verdict.ts';

const fr = {
  verdict: {
    positive: 'Positif',
    negative: 'Négatif',
    neutral: 'Neutre',
    uncertain: 'Incertain',
  } satisfies Record<Correction | 'uncertain', string>,
  leaning: { positive: 'plutôt positif', neutral: 'plutôt neutre', negative: 'plutôt négatif' },
  language: {
    fr: 'français',
    en: 'anglais',
    other: french`autre langue : non mesurée`,
    und: 'langue inconnue',
  } satisfies Record<Language, string>,
  byAi: 'Verdict d’une IA, qui peut se tromper',
  truncated: french`Post trop long : seul le début a été analysé.`,
  details: 'Détails',
  fallback: (headline: string) => `${headline}. Réagissez avec 👍 ou 👎 pour dire si c’est juste.`,
};

const en: typeof fr = {
  verdict: { positive: 'Positive', negative: 'Negative', neutral: 'Neutral', uncertain: 'Uncertain' },
  leaning: { positive: 'rather positive', neutral: 'rather neutral', negative: 'rather negative' },
  language: {
    fr: 'French',
    en: 'English',
    other: 'other language: not measured',
    und: 'unknown language',
  },
  byAi: 'Verdict of an AI, which can be wrong',
  truncated: 'Long post: only the beginning was analysed.',
  details: 'Details',
  fallback: (headline) => `${headline}. React with 👍 or 👎 to say whether that’s right.`,
};

export const verdictTexts: Bilingual<typeof fr> = { fr, en };
