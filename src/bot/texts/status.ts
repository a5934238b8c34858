// How the bot is set up in a channel, and how it did there today.
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';

const fr = {
  status: 'État du bot',
  today: 'Posts analysés aujourd’hui',
  disputed: 'Verdicts contestés aujourd’hui',
  model: 'Modèle',
  spoken: (replies: string, mode: string, today: string, counts: string) =>
    french`${replies} : ${mode}. ${today} : ${counts}.`,
};

const en: typeof fr = {
  status: 'Bot status',
  today: 'Posts analysed today',
  disputed: 'Disputed verdicts today',
  model: 'Model',
  spoken: (replies, mode, today, counts) => `${replies}: ${mode}. ${today}: ${counts}.`,
};

export const statusTexts: Bilingual<typeof fr> = { fr, en };
