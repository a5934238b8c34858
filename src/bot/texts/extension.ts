// The message extension: analysing a message, and looking up the verdict on a text before posting it.
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';

const fr = {
  title: 'Analyse du sentiment',
  empty: french`Rien à analyser : ce message ne contient pas de texte (les liens, les mentions et les images ne comptent pas).`,
  busy: 'Trop de posts sont en attente. Réessayez dans une minute.',
  failed: 'L’analyse a échoué. Réessayez dans une minute.',
  unknown: 'Commande inconnue. Mettez à jour l’application Air Paradis.',
  start: 'Écrivez ou collez un post pour obtenir son verdict. Rien n’est conservé.',
};

const en: typeof fr = {
  title: 'Sentiment analysis',
  empty: 'Nothing to analyse: this message has no text (links, mentions and pictures don’t count).',
  busy: 'Too many posts are waiting. Try again in a minute.',
  failed: 'The analysis failed. Try again in a minute.',
  unknown: 'Unknown command. Update the Air Paradis app.',
  start: 'Type or paste a post to get its verdict. Nothing is stored.',
};

export const extensionTexts: Bilingual<typeof fr> = { fr, en };
