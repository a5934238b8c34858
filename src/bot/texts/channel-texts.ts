// What people read about settings, status and brand rules of a channel, in French and in English.
import type { BrandLabel } from '../../channel/brand-rules.ts';
import type { ChannelSettings, Mode } from '../../channel/settings.ts';
import type { ConversationReference } from '../../delivery/conversation-reference.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';

const fr = {
  settings: 'Réglages de ce canal',
  mode: 'Répondre',
  modes: {
    every: 'à chaque post',
    'negative-or-uncertain': 'aux posts négatifs ou incertains',
    mentioned: 'seulement quand on me mentionne',
    silent: 'jamais : compter seulement',
  } satisfies Record<Mode, string>,
  threshold: 'Négatif à partir de (%)',
  digest: 'Le point',
  digests: { none: 'jamais', day: 'chaque jour', week: 'chaque semaine' },
  digestAt: 'Le point, à (HH:MM)',
  digestDay: 'Le point de la semaine, le',
  weekdays: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'],
  dayAt: (at: string) => `chaque jour à ${at}`,
  weekAt: (weekday: string, at: string) => `chaque ${weekday} à ${at}`,
  spikes: 'Prévenir d’un pic de négatifs',
  yes: 'oui',
  no: 'non',
  answer: 'Forme de la réponse',
  answers: { card: 'une carte', line: 'une ligne, la carte à la demande' },
  language: 'Langue des réponses',
  languages: { auto: 'celle de l’auteur du post', fr: 'français', en: 'anglais' },
  quiet: 'Heures calmes',
  quietFrom: 'Heures calmes, de (HH:MM)',
  quietTo: 'à (HH:MM)',
  noQuiet: 'aucune',
  timeZone: 'Fuseau horaire',
  voters: 'Qui peut voter',
  who: { everyone: 'tout le monde', owners: 'les propriétaires', named: 'les personnes nommées' },
  people: 'Personnes nommées (vide : ne rien changer)',
  ownersOnly:
    'Peuvent changer ces réglages : qui a ajouté le bot à l’équipe, et les personnes que l’administrateur a nommées. Teams ne me dit pas qui sont les propriétaires.',
  save: 'Enregistrer',
  saved: 'Réglages enregistrés',
  restored: 'Réglages précédents rétablis',
  undo: 'Annuler ce changement',
  changedMeanwhile: 'Ces réglages ont changé entre-temps : voici les actuels, rien n’a été enregistré.',
  check: (fields: string) => `Rien n’a été enregistré. À corriger : ${fields}.`,
  onlyNegatives: 'Seulement les négatifs',
  offer: 'Trop de réponses ?',
  offerBody:
    'J’ai répondu à dix posts ici. Je peux ne répondre qu’aux posts négatifs ou incertains ; les autres seront seulement comptés. « réglages » permet d’en changer.',
  status: 'État du bot',
  today: 'Posts jugés aujourd’hui',
  counts: (predictions: number, negative: number, uncertain: number) =>
    `${predictions} (${negative} négatifs, ${uncertain} incertains)`,
  badRate: 'Mauvaises prédictions aujourd’hui',
  ofVotes: (share: string, votes: number) => `${share} de ${votes} votes`,
  noVotes: 'aucun vote',
  model: 'Modèle',
  details: 'Détails',
  rules: 'Règles de la marque',
  rulesHint:
    'Mots et expressions qui ont un sens particulier ici. Un mot neutre est laissé de côté avant de juger.',
  noRules: 'Aucune règle ici.',
  moreRules: (count: number) => `… et ${count} de plus ; l’API les donne toutes.`,
  everywhere: 'partout',
  ruleOf: (phrase: string, label: string) => `« ${phrase} » = ${label}`,
  labels: { negative: 'négatif', neutral: 'neutre', positive: 'positif' } satisfies Record<
    BrandLabel,
    string
  >,
  phrase: 'Mot ou expression',
  meaning: 'Sens',
  addRule: 'Ajouter la règle',
  makeRule: 'En faire une règle',
  makeRuleHint: 'Quel mot ou quelle expression ? Tous les posts de ce canal seront jugés ainsi.',
  removeRule: 'Retirer',
  ruleAdded: 'Règle ajoutée',
  ruleRemoved: 'Règle retirée',
  putBack: 'La remettre',
  appliedRule: (phrases: string) => `règle de la marque : ${phrases}`,
  leftOut: 'laissé de côté',
  modelAlone: (headline: string) => `Le modèle seul dit : ${headline}`,
  quote: (phrase: string) => `« ${phrase} »`,
};

export type ChannelTexts = typeof fr;

const en: ChannelTexts = {
  settings: 'Settings of this channel',
  mode: 'Answer',
  modes: {
    every: 'every post',
    'negative-or-uncertain': 'negative or uncertain posts',
    mentioned: 'only when I am mentioned',
    silent: 'never: only count',
  },
  threshold: 'Negative from (%)',
  digest: 'Digest',
  digests: { none: 'never', day: 'every day', week: 'every week' },
  digestAt: 'Digest, at (HH:MM)',
  digestDay: 'Digest of the week, on',
  weekdays: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
  dayAt: (at) => `every day at ${at}`,
  weekAt: (weekday, at) => `every ${weekday} at ${at}`,
  spikes: 'Tell of a spike of negatives',
  yes: 'yes',
  no: 'no',
  answer: 'Form of the answer',
  answers: { card: 'a card', line: 'one line, the card on demand' },
  language: 'Language of answers',
  languages: { auto: 'that of the post’s author', fr: 'French', en: 'English' },
  quiet: 'Quiet hours',
  quietFrom: 'Quiet hours, from (HH:MM)',
  quietTo: 'to (HH:MM)',
  noQuiet: 'none',
  timeZone: 'Time zone',
  voters: 'Who may vote',
  who: { everyone: 'everyone', owners: 'owners', named: 'the people named' },
  people: 'People named (empty: change nothing)',
  ownersOnly:
    'Who may change these settings: whoever added the bot to the team, and the people that the administrator named. Teams does not tell me who the owners are.',
  save: 'Save',
  saved: 'Settings saved',
  restored: 'Former settings are back',
  undo: 'Undo this change',
  changedMeanwhile: 'These settings were changed meanwhile: here are the current ones, nothing was saved.',
  check: (fields) => `Nothing was saved. To correct: ${fields}.`,
  onlyNegatives: 'Only negatives',
  offer: 'Too many answers?',
  offerBody:
    'I have answered ten posts here. I can answer negative or uncertain posts only; the others are just counted. “settings” changes that.',
  status: 'Status of the bot',
  today: 'Posts judged today',
  counts: (predictions, negative, uncertain) =>
    `${predictions} (${negative} negative, ${uncertain} uncertain)`,
  badRate: 'Bad predictions today',
  ofVotes: (share, votes) => `${share} of ${votes} votes`,
  noVotes: 'no votes',
  model: 'Model',
  details: 'Details',
  rules: 'Brand rules',
  rulesHint:
    'Words and phrases that mean something of their own here. A neutral one is left out before judging.',
  noRules: 'No rules here.',
  moreRules: (count) => `… and ${count} more; the API gives them all.`,
  everywhere: 'everywhere',
  ruleOf: (phrase, label) => `“${phrase}” = ${label}`,
  labels: { negative: 'negative', neutral: 'neutral', positive: 'positive' },
  phrase: 'Word or phrase',
  meaning: 'Meaning',
  addRule: 'Add the rule',
  makeRule: 'Make it a rule',
  makeRuleHint: 'Which word or phrase? Every post of this channel will be judged like that.',
  removeRule: 'Remove',
  ruleAdded: 'Rule added',
  ruleRemoved: 'Rule removed',
  putBack: 'Put it back',
  appliedRule: (phrases) => `brand rule: ${phrases}`,
  leftOut: 'left out',
  modelAlone: (headline) => `The model by itself says: ${headline}`,
  quote: (phrase) => `“${phrase}”`,
};

const all: Readonly<Record<ReaderLanguage, ChannelTexts>> = { fr, en };

export function channelTextsIn(language: ReaderLanguage): ChannelTexts {
  return all[language];
}

/** The language of what everybody in a channel sees: that of its settings, or else of the reader. */
export function sharedLanguage({ language }: ChannelSettings, reader: ReaderLanguage): ReaderLanguage {
  return language === 'auto' ? reader : language;
}

/** The language of what the bot says by itself in a channel: that of its settings, or else of whoever was first heard. */
export function placeLanguage(
  settings: ChannelSettings,
  { language }: Pick<ConversationReference, 'language'>,
): ReaderLanguage {
  return sharedLanguage(settings, language ?? 'fr');
}
