// Why a button did not do what it was pressed for.
import { MOST_RULES } from '../../channel/rules/brand-rules.ts';
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';

const fr = {
  BadRequest: 'Ce bouton ne fonctionne plus. Utilisez ceux de la réponse la plus récente.',
  NotFound: 'Ce verdict n’existe pas (ou plus) dans cette conversation.',
  NoBadVote: 'Votre vote n’est pas 👎, ou ne l’est plus. Votez 👎, puis indiquez le bon verdict.',
  BadRule: french`Saisissez le mot ou l’expression : de 1 à 100 caractères et 20 mots au plus, dont au moins une lettre ou un chiffre.`,
  TooManyRules: `Ce canal a déjà ${MOST_RULES} règles, le maximum. Supprimez-en une d’abord.`,
  NotInPost: 'Ces mots ne figurent pas dans le post. Recopiez-les tels quels.',
  NotOwner:
    'Réservé à la personne qui a ajouté le bot à l’équipe et à celles que l’administrateur a désignées.',
  NoVoter: 'Dans ce canal, le vote est réservé à certaines personnes.',
  TooOften: 'Trop de demandes d’explication à la fois. Réessayez dans une minute.',
  InternalError: 'L’enregistrement a échoué. Réessayez dans une minute.',
};

/** Why a button's press was refused. */
export type Reason = keyof typeof fr;

const en: typeof fr = {
  BadRequest: 'This button no longer works. Use the ones on the latest reply.',
  NotFound: 'This verdict doesn’t exist in this conversation, or no longer does.',
  NoBadVote: 'Your vote isn’t 👎, or no longer is. Vote 👎, then pick the right verdict.',
  BadRule:
    'Enter the word or phrase: 1 to 100 characters and at most 20 words, with at least one letter or digit.',
  TooManyRules: `This channel already has ${MOST_RULES} rules, the maximum. Remove one first.`,
  NotInPost: 'Those words aren’t in the post. Copy them exactly as written.',
  NotOwner: 'Only whoever added the bot to the team, and people the administrator has named, can do this.',
  NoVoter: 'In this channel, voting is limited to certain people.',
  TooOften: 'Too many requests for explanations at once. Try again in a minute.',
  InternalError: 'Couldn’t save that. Try again in a minute.',
};

export const refusalTexts: Bilingual<typeof fr> = { fr, en };
