// The settings of a channel: the form, the confirmation, and the offer to reply less.
import type { Mode } from '../../channel/settings.ts';
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';

const fr = {
  settings: 'Réglages de ce canal',
  mode: 'Quand répondre',
  modes: {
    every: 'à chaque post',
    'negative-or-uncertain': 'aux posts négatifs ou incertains',
    negative: 'aux posts négatifs seulement',
    mentioned: 'seulement si on me mentionne',
    silent: 'jamais (compter seulement)',
  } satisfies Record<Mode, string>,
  threshold: 'Certitude minimale pour répondre à un négatif (%)',
  more: 'Plus d’options',
  digest: 'Bilan automatique',
  digests: { none: 'jamais', day: 'chaque jour', week: 'chaque semaine' },
  digestAt: 'Heure du bilan',
  digestDay: 'Jour du bilan hebdomadaire',
  weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  dayAt: (at: string) => `chaque jour à ${at}`,
  weekAt: (weekday: string, at: string) => `chaque ${weekday} à ${at}`,
  spikes: 'Alerter en cas de pic de posts négatifs',
  yes: 'oui',
  no: 'non',
  answer: 'Format des réponses',
  answers: { card: 'carte complète', line: 'une ligne (carte sur demande)' },
  language: 'Langue des réponses',
  languages: { auto: 'celle de l’auteur du post', fr: 'français', en: 'anglais' },
  quiet: 'Heures calmes',
  quietFrom: french`Heures calmes : début`,
  quietTo: french`Heures calmes : fin`,
  noQuiet: 'aucune',
  timeZone: 'Fuseau horaire',
  voters: 'Qui peut voter',
  who: {
    everyone: 'tout le monde',
    owners: 'les personnes qui peuvent modifier ces réglages',
    named: 'certaines personnes',
  },
  bots: 'Bots dont je lis les posts, par exemple Workflows (noms séparés par des virgules)',
  people: 'Lesquelles (laissez vide pour garder la liste actuelle)',
  ownersOnly:
    'Ces réglages peuvent être modifiés par la personne qui a ajouté le bot et par celles que l’administrateur a désignées.',
  save: 'Enregistrer',
  saved: 'Réglages enregistrés',
  restored: 'Réglages précédents rétablis',
  undo: 'Annuler la modification',
  changedMeanwhile: french`Ces réglages ont été modifiés entre-temps. Rien n’a été enregistré : voici les réglages actuels.`,
  check: (fields: string) => french`Rien n’a été enregistré. À corriger : ${fields}.`,
  onlyNegatives: 'Négatifs et incertains seulement',
  offer: french`Trop de réponses ?`,
  offerBody: french`J’ai répondu à dix posts ici. Je peux ne répondre qu’aux posts négatifs ou incertains et seulement compter les autres. Pour changer d’avis, mentionnez-moi avec « réglages ».`,
};

export type SettingsTexts = typeof fr;

const en: SettingsTexts = {
  settings: 'Channel settings',
  mode: 'When to reply',
  modes: {
    every: 'to every post',
    'negative-or-uncertain': 'to negative or uncertain posts',
    negative: 'to negative posts only',
    mentioned: 'only when I’m mentioned',
    silent: 'never (count only)',
  },
  threshold: 'Minimum certainty to reply to a negative (%)',
  more: 'More options',
  digest: 'Digest',
  digests: { none: 'never', day: 'every day', week: 'every week' },
  digestAt: 'Digest time',
  digestDay: 'Weekly digest day',
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  dayAt: (at) => `every day at ${at}`,
  weekAt: (weekday, at) => `every ${weekday} at ${at}`,
  spikes: 'Alert on spikes in negative posts',
  yes: 'yes',
  no: 'no',
  answer: 'Reply format',
  answers: { card: 'full card', line: 'one line (card on demand)' },
  language: 'Reply language',
  languages: { auto: 'the author’s', fr: 'French', en: 'English' },
  quiet: 'Quiet hours',
  quietFrom: 'Quiet hours: start',
  quietTo: 'Quiet hours: end',
  noQuiet: 'none',
  timeZone: 'Time zone',
  voters: 'Who can vote',
  who: {
    everyone: 'everyone',
    owners: 'people who can change these settings',
    named: 'certain people',
  },
  bots: 'Bots whose posts I read, Workflows for example (names separated by commas)',
  people: 'Which ones (leave empty to keep the current list)',
  ownersOnly:
    'These settings can be changed by whoever added the bot and by people the administrator has named.',
  save: 'Save',
  saved: 'Settings saved',
  restored: 'Previous settings restored',
  undo: 'Undo this change',
  changedMeanwhile:
    'These settings were changed in the meantime. Nothing was saved: here are the current settings.',
  check: (fields) => `Not saved. Please fix: ${fields}.`,
  onlyNegatives: 'Negative or uncertain only',
  offer: 'Too many replies?',
  offerBody:
    'I’ve replied to ten posts here. I can reply to negative or uncertain posts only and just count the rest. To change this later, mention me with “settings”.',
};

export const settingsTexts: Bilingual<SettingsTexts> = { fr, en };
