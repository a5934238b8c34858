// Why a verdict is what it is.
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';

const fr = {
  ask: french`Pourquoi ?`,
  title: french`Pourquoi ce verdict ?`,
  about: (byAi: string, language: string, model: string) => `${byAi} · ${language} · modèle ${model}`,
  weighed: french`Les mots qui ont le plus compté :`,
  quoted: (word: string) => french`« ${word} »`,
  speaks: { for: 'appuie ce verdict', against: 'le contredit' },
  evenly: french`Aucun mot n’est décisif : c’est l’ensemble du post qui compte.`,
  missing: {
    text: french`Le texte de ce post n’est pas conservé : impossible de montrer les mots qui ont compté.`,
    model: french`Le modèle a changé depuis ce verdict : impossible de montrer les mots qui ont compté.`,
    busy: 'Trop de posts sont en attente. Réessayez dans une minute.',
  },
};

const en: typeof fr = {
  ask: 'Why?',
  title: 'Why this verdict?',
  about: (byAi, language, model) => `${byAi} · ${language} · model ${model}`,
  weighed: 'The words that mattered most:',
  quoted: (word) => `“${word}”`,
  speaks: { for: 'supports this verdict', against: 'contradicts it' },
  evenly: 'No single word is decisive: the post counts as a whole.',
  missing: {
    text: 'This post’s text is not stored, so the words that mattered can’t be shown.',
    model: 'The model has changed since this verdict, so the words that mattered can’t be shown.',
    busy: 'Too many posts are waiting. Try again in a minute.',
  },
};

export const whyTexts: Bilingual<typeof fr> = { fr, en };
