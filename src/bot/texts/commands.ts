// What people can say to the bot, and the answer to words that it does not know.
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';

const fr = {
  titles: {
    help: 'Aide',
    summary: 'Bilan',
    status: 'État',
    settings: 'Réglages',
    rules: 'Règles',
    pause: 'Pause',
  },
  unknown: (words: string) => french`Je ne connais pas « ${words} ».`,
  didYouMean: french`Vouliez-vous dire…`,
  forPosts: 'Pour faire analyser un post, écrivez au moins trois mots.',
  pause: french`Quand dois-je répondre ici ?`,
  now: (mode: string) => french`Actuellement : ${mode}.`,
};

const en: typeof fr = {
  titles: {
    help: 'Help',
    summary: 'Summary',
    status: 'Status',
    settings: 'Settings',
    rules: 'Rules',
    pause: 'Pause',
  },
  unknown: (words) => `I don’t know “${words}”.`,
  didYouMean: 'Did you mean…',
  forPosts: 'To have a post analysed, write at least three words.',
  pause: 'When should I reply here?',
  now: (mode) => `Currently: ${mode}.`,
};

export const commandTexts: Bilingual<typeof fr> = { fr, en };
