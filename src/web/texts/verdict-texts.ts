// The words for a verdict, the same in every view.
import { french } from '../../locale/french.ts';

export const verdictFr = {
  verdict: {
    positive: 'Positif',
    neutral: 'Neutre',
    negative: 'Négatif',
    uncertain: 'Incertain',
  },
  leaning: {
    positive: 'Incertain, plutôt positif',
    neutral: 'Incertain, plutôt neutre',
    negative: 'Incertain, plutôt négatif',
  },
  sources: { teams: 'Teams', api: 'API et page' } as Readonly<Record<string, string>>,
  language: {
    fr: 'français',
    en: 'anglais',
    other: french`autre langue : non mesurée`,
    und: 'langue inconnue',
  },
  probability: (value: string) => french`Probabilité positive : ${value}`,
  scores: (list: string) => french`Scores : ${list}`,
  sentiment: (name: string) => french`Sentiment : ${name}`,
};

export const verdictEn: typeof verdictFr = {
  verdict: {
    positive: 'Positive',
    neutral: 'Neutral',
    negative: 'Negative',
    uncertain: 'Uncertain',
  },
  leaning: {
    positive: 'Uncertain, leaning positive',
    neutral: 'Uncertain, leaning neutral',
    negative: 'Uncertain, leaning negative',
  },
  sources: { teams: 'Teams', api: 'API and page' },
  language: { fr: 'French', en: 'English', other: 'another language: not measured', und: 'unknown language' },
  probability: (value) => `Positive probability: ${value}`,
  scores: (list) => `Scores: ${list}`,
  sentiment: (name) => `Sentiment: ${name}`,
};
