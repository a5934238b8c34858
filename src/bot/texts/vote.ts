// Votes and corrections: the buttons, the count, and what the voter reads afterwards.
import type { Tally } from '../../feedback/prediction.ts';
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';
import { inEnglish } from '../../locale/plural.ts';

const fr = {
  right: 'Juste',
  wrong: 'Faux',
  rightHint: 'Le verdict est juste',
  wrongHint: 'Le verdict est faux',
  undo: 'Retirer mon vote',
  tally: ({ up, down }: Tally) => `👍 ${up} d’accord · 👎 ${down} pas d’accord`,
  says: (label: string) => `dit ${label}`,
  say: (labels: readonly string[]) => `disent ${labels.join(', ')}`,
  said: (what: string) => french`Vous avez dit : ${what}`,
  modify: 'Modifier',
  view: 'Afficher mon vote',
  withdrawn: 'Votre vote est retiré.',
  askCorrection: french`Quel est le bon verdict ?`,
  askCorrectionOfVoters: french`Vous avez voté 👎 ? Indiquez le bon verdict :`,
  thanks: 'Merci, votre vote est enregistré.',
  reason: french`Pourquoi ? (facultatif)`,
  send: 'Envoyer',
};

const en: typeof fr = {
  right: 'Right',
  wrong: 'Wrong',
  rightHint: 'The verdict is right',
  wrongHint: 'The verdict is wrong',
  undo: 'Undo my vote',
  tally: ({ up, down }) =>
    `👍 ${up} ${inEnglish.form(up, 'agrees', 'agree')} · 👎 ${down} ${inEnglish.form(down, 'disagrees', 'disagree')}`,
  says: (label) => `says ${label}`,
  say: (labels) => `say ${labels.join(', ')}`,
  said: (what) => `You said: ${what}`,
  modify: 'Change',
  view: 'Show my vote',
  withdrawn: 'Your vote was removed.',
  askCorrection: 'What is the right verdict?',
  askCorrectionOfVoters: 'Voted 👎? Pick the right verdict:',
  thanks: 'Thank you, your vote is saved.',
  reason: 'Why? (optional)',
  send: 'Send',
};

export const voteTexts: Bilingual<typeof fr> = { fr, en };
