// Every sentence that a person reads in Teams, in French and in English. Both languages have the same keys by type.
import type { Config } from '../../config.ts';
import type { Correction, Tally } from '../../feedback/prediction.ts';
import type { ReaderLanguage } from '../../locale/reader-language.ts';
import type { Language } from '../../sentiment/verdict.ts';

type Keeping = Pick<Config, 'KEEP_TEXT' | 'KEEP_DAYS'>;

const fr = {
  verdict: { positive: 'Positif', negative: 'Négatif', neutral: 'Neutre', uncertain: 'Incertain' },
  leaning: { positive: 'plutôt positif', negative: 'plutôt négatif' },
  language: { fr: 'français', en: 'anglais', und: 'langue inconnue' } satisfies Record<Language, string>,
  about: (language: string, model: string) => `Avis d’une IA · ${language} · modèle ${model}`,
  truncated: 'Post long : seul son début a été jugé.',
  right: 'Juste',
  wrong: 'Faux',
  rightHint: 'Le verdict est juste',
  wrongHint: 'Le verdict est faux',
  undo: 'Retirer mon vote',
  why: 'Pourquoi ?',
  whyHint: 'Pourquoi ce verdict',
  whyTitle: 'Pourquoi ce verdict ?',
  whyNumbers: (probability: string, model: string) =>
    `Probabilité positive : ${probability} · modèle ${model} · une IA, qui peut se tromper`,
  weighed: 'Les mots qui ont le plus compté :',
  quoted: (word: string) => `« ${word} »`,
  towards: { positive: 'vers positif', negative: 'vers négatif' },
  evenly: 'Aucun mot ne décide seul : c’est l’ensemble qui compte.',
  noWords: {
    text: 'Le texte de ce post n’est pas gardé : ses mots ne peuvent plus être pesés.',
    model: 'Un autre modèle est en service depuis : les mots de ce verdict ne peuvent plus être pesés.',
    busy: 'Trop de posts attendent leur tour pour peser les mots maintenant. Réessayez dans une minute.',
  },
  analysis: {
    title: 'Analyse du sentiment',
    empty: 'Rien à juger : ce message n’a pas de texte, ou rien que des liens, des mentions ou des images.',
    busy: 'Trop de posts attendent leur tour. Fermez, puis réessayez dans une minute.',
    failed: 'Ce message n’a pas pu être analysé. Réessayez dans une minute.',
    unknown: 'Cette commande n’est pas connue. Mettez à jour l’application Air Paradis.',
    start: 'Écrivez ou collez un post pour avoir son verdict. Rien n’en est gardé.',
  },
  tally: ({ up, down }: Tally) => `👍 ${up} d’accord · 👎 ${down} pas d’accord`,
  voted: (thumb: string) => `Votre ${thumb} est noté. Vous pouvez changer d’avis.`,
  withdrawn: 'Votre vote est retiré.',
  corrected: (label: string) => `Merci ! Votre correction est notée : ${label}.`,
  askLabel: 'Quel est le bon avis ?',
  askLabelShared: 'Vous avez voté 👎 ? Dites quel est le bon avis :',
  asTheBotSaid: (label: string) => `${label} (comme le bot)`,
  fallback: (headline: string) => `${headline}. Réagissez par 👍 ou 👎 pour dire si c’est juste.`,
  welcome: 'Bonjour, je suis le bot d’Air Paradis',
  welcomeBody:
    'Je lis les posts, en français ou en anglais, et je dis s’ils sont plutôt 😊 positifs ou 😞 négatifs. Je suis une ' +
    'machine et je me trompe : votez 👍 ou 👎 sous mes réponses, vos corrections servent à m’améliorer.',
  help: 'Comment ça marche',
  helpSteps: [
    'Dans un canal, écrivez un post : je réponds dans le fil. Ici ou dans une conversation, écrivez-moi ou mentionnez-moi.',
    'Votez 👍 ou 👎 sous ma réponse. Après un 👎, un bouton de plus donne le bon avis.',
    'Vous modifiez votre post ? Je le juge à nouveau. Vous le supprimez ? Ma réponse et son texte disparaissent.',
    'Mentionnez-moi avec « réglages » (quand et comment je réponds ici), « état », « bilan » (de ce fil, ou des dernières 24 heures ; « bilan 7 jours »), « règles » (les mots qui ont un sens particulier) ou « aide ».',
  ],
  keptTitle: 'Ce que je garde',
  kept: ({ KEEP_TEXT, KEEP_DAYS }: Keeping) =>
    ({
      voted: `Mes verdicts et vos votes ${KEEP_DAYS} jours au plus, sous un pseudonyme ; le texte d’un post 7 jours, ou aussi longtemps que le verdict si quelqu’un a voté.`,
      all: `Mes verdicts, vos votes et le texte des posts ${KEEP_DAYS} jours au plus, sous un pseudonyme.`,
      none: `Mes verdicts et vos votes ${KEEP_DAYS} jours au plus, sous un pseudonyme ; jamais le texte d’un post.`,
    })[KEEP_TEXT],
  aloneTitle: 'Pour être tranquille',
  alone:
    'Supprimez votre post : son texte est oublié. Pour que je ne lise plus rien ici, retirez l’application de l’équipe ou de la conversation.',
  thanks: 'Merci, votre vote est noté.',
  refused: {
    BadRequest: 'Ce bouton n’est pas connu. Utilisez ceux de la réponse la plus récente.',
    NotFound: 'Ce verdict n’existe pas, ou plus, dans cette conversation.',
    NoBadVote: 'Votez d’abord 👎, puis dites quel est le bon avis.',
    BadRule:
      'Écrivez le mot ou l’expression de la règle : 1 à 100 caractères, dont une lettre ou un chiffre.',
    NotInPost: 'Ces mots ne sont pas dans le post. Écrivez-les comme dans le post.',
    NotOwner:
      'Seuls le peuvent qui a ajouté le bot à l’équipe et les personnes que l’administrateur a nommées : Teams ne me dit pas qui sont les propriétaires.',
    NoVoter: 'D’après les réglages de ce canal, vous ne pouvez pas voter ici.',
    InternalError: 'Cela n’a pas pu être noté. Réessayez dans une minute.',
  },
};

export type Texts = typeof fr;

/** Why a button's press was refused. */
export type Reason = keyof Texts['refused'];

const en: Texts = {
  verdict: { positive: 'Positive', negative: 'Negative', neutral: 'Neutral', uncertain: 'Uncertain' },
  leaning: { positive: 'rather positive', negative: 'rather negative' },
  language: { fr: 'French', en: 'English', und: 'unknown language' },
  about: (language, model) => `Judged by an AI · ${language} · model ${model}`,
  truncated: 'Long post: only its beginning was judged.',
  right: 'Right',
  wrong: 'Wrong',
  rightHint: 'The verdict is right',
  wrongHint: 'The verdict is wrong',
  undo: 'Take my vote back',
  why: 'Why?',
  whyHint: 'Why this verdict',
  whyTitle: 'Why this verdict?',
  whyNumbers: (probability, model) =>
    `Positive probability: ${probability} · model ${model} · an AI, which can be wrong`,
  weighed: 'The words that weighed most:',
  quoted: (word) => `“${word}”`,
  towards: { positive: 'towards positive', negative: 'towards negative' },
  evenly: 'No word decides alone: the post counts as a whole.',
  noWords: {
    text: 'The text of this post is not kept: its words cannot be weighed any more.',
    model: 'Another model is in service since: the words of this verdict cannot be weighed any more.',
    busy: 'Too many posts are waiting for the words to be weighed now. Try again in a minute.',
  },
  analysis: {
    title: 'Sentiment analysis',
    empty: 'Nothing to judge: this message has no text, or nothing but links, mentions or pictures.',
    busy: 'Too many posts are waiting for their turn. Close this, and try again in a minute.',
    failed: 'This message could not be analysed. Try again in a minute.',
    unknown: 'This command is not known. Update the Air Paradis app.',
    start: 'Write or paste a post to get its verdict. Nothing of it is kept.',
  },
  tally: ({ up, down }) => `👍 ${up} agree · 👎 ${down} disagree`,
  voted: (thumb) => `Your ${thumb} is noted. You can change your mind.`,
  withdrawn: 'Your vote is taken back.',
  corrected: (label) => `Thank you! Your correction is noted: ${label}.`,
  askLabel: 'What is the right label?',
  askLabelShared: 'Did you vote 👎? Say what is right:',
  asTheBotSaid: (label) => `${label} (as the bot said)`,
  fallback: (headline) => `${headline}. React with 👍 or 👎 to say whether this is right.`,
  welcome: 'Hello, I am the Air Paradis bot',
  welcomeBody:
    'I read posts, in French or English, and say whether they are rather 😊 positive or 😞 negative. I am a machine and ' +
    'I am sometimes wrong: vote 👍 or 👎 under my replies, your corrections help to make me better.',
  help: 'How it works',
  helpSteps: [
    'In a channel, write a post: I reply in its thread. Here or in a chat, write to me or mention me.',
    'Vote 👍 or 👎 under my reply. After a 👎, one more button gives the right label.',
    'You edit your post? I judge it again. You delete it? My reply and its text go away.',
    'Mention me with “settings” (when and how I answer here), “status”, “summary” (of this thread, or of the last 24 hours; “summary 7 days”), “rules” (words of a special meaning) or “help”.',
  ],
  keptTitle: 'What I keep',
  kept: ({ KEEP_TEXT, KEEP_DAYS }) =>
    ({
      voted: `My verdicts and your votes for at most ${KEEP_DAYS} days, under a pseudonym; the text of a post for 7 days, or for as long as the verdict when somebody voted.`,
      all: `My verdicts, your votes and the text of posts for at most ${KEEP_DAYS} days, under a pseudonym.`,
      none: `My verdicts and your votes for at most ${KEEP_DAYS} days, under a pseudonym; never the text of a post.`,
    })[KEEP_TEXT],
  aloneTitle: 'To be left alone',
  alone:
    'Delete your post: its text is forgotten. To stop me from reading here at all, remove the app from the team or the chat.',
  thanks: 'Thank you, your vote is noted.',
  refused: {
    BadRequest: 'This button is not known. Use those of the latest reply.',
    NotFound: 'This verdict does not exist in this conversation, or not any more.',
    NoBadVote: 'Vote 👎 first, then say what is right.',
    BadRule: 'Write the word or phrase of the rule: 1 to 100 characters, with a letter or a digit.',
    NotInPost: 'These words are not in the post. Write them as they stand there.',
    NotOwner:
      'Only whoever added the bot to the team, and the people that the administrator named, may do this: Teams does not tell me who the owners are.',
    NoVoter: 'By the settings of this channel you cannot vote here.',
    InternalError: 'This could not be noted. Try again in a minute.',
  },
};

const all: Readonly<Record<ReaderLanguage, Texts>> = { fr, en };

export function textsIn(language: ReaderLanguage): Texts {
  return all[language];
}

/** What a correction is called. */
export function labelName(language: ReaderLanguage, label: Correction): string {
  return all[language].verdict[label];
}
