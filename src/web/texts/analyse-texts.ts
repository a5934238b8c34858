// The sentences of the Analyse view, in French and in English.
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

/** How many posts of a table got which verdict, or none. */
interface SideCounts {
  readonly positive: number;
  readonly neutral: number;
  readonly negative: number;
  readonly uncertain: number;
  readonly skipped: number;
}

/** Leaves out what there is none of. */
const listed = (parts: readonly (readonly [count: number, words: string])[]) =>
  parts
    .filter(([count]) => count > 0)
    .map(([, words]) => words)
    .join(' · ');

export const analyseFr = {
  enter: french`Collez un post ici :`,
  keys: 'Ctrl + Entrée pour analyser',
  analyse: 'Analyser',
  analysing: 'Analyse en cours…',
  examples: 'Ou essayez un exemple',
  example: [
    { lang: 'en', text: 'I love this company, the experience was great!' },
    {
      lang: 'fr',
      text: french`Trois heures de retard et personne pour nous renseigner, merci Air Paradis !`,
    },
  ],
  eachLine: (posts: number) => `Un post par ligne (${inFrench.count(posts, 'post', 'posts')})`,
  about: (language: string, model: string) => `Verdict d’une IA · ${language} · modèle ${model}`,
  brand: {
    changed: (phrases: string, count: number) =>
      `Verdict changé par ${inFrench.form(count, 'la règle', 'les règles')} ${phrases}.`,
    applied: (phrases: string, count: number) =>
      `${inFrench.form(count, 'Règle appliquée', 'Règles appliquées')}${french` : `}${phrases}.`,
    leftOut: (phrases: string) => french`Laissé de côté par vos règles : ${phrases}.`,
    quote: (phrase: string) => french`« ${phrase} »`,
    alone: (verdict: string, probability: string) =>
      french`Sans règle, l’IA dit : ${verdict} (probabilité positive : ${probability}).`,
  },
  truncated: french`Post long : seul le début a été analysé.`,
  unjudged: 'non analysé à partir d’ici',
  greyed: french`En gris : non analysé.`,
  weighed: french`Les mots soulignés ont le plus compté :`,
  evenly: french`Aucun mot ne décide à lui seul : c’est l’ensemble qui compte.`,
  speaks: { for: 'appuie ce verdict', against: 'le contredit' },
  question: french`Le verdict est-il juste ?`,
  yes: 'Oui',
  no: 'Non',
  askLabel: french`Quel est le bon verdict ? (facultatif)`,
  send: 'Envoyer',
  sendKeys: 'Ctrl + Entrée pour envoyer',
  sending: 'Envoi…',
  sent: '✓ Merci, votre avis est enregistré.',
  change: 'Modifier',
  next: 'Post suivant',
  votePending:
    'Le service ne répond pas. Votre avis est conservé ici et sera envoyé dès que le service sera de retour.',
  table: 'Verdicts des posts',
  column: { post: 'Post', sentiment: 'Sentiment', probability: 'Probabilité positive', vote: 'Votre avis' },
  sort: {
    label: 'Trier',
    written: 'Ordre d’origine',
    negative: 'Les plus négatifs d’abord',
    positive: 'Les plus positifs d’abord',
    unsure: 'Les moins sûrs d’abord',
  },
  rowVote: {
    right: 'Juste',
    wrong: 'Faux',
    about: (name: string, post: string) => french`${name} : ${post}`,
    failed: 'Votre avis n’a pas pu être enregistré. Réessayez dans un instant.',
  },
  why: french`Pourquoi ?`,
  backToTable: 'Retour au tableau',
  progress: (done: number, all: number) =>
    `${inFrench.count(done, 'post analysé', 'posts analysés')} sur ${all}`,
  counts: ({ positive, neutral, negative, uncertain, skipped }: SideCounts) =>
    listed([
      [positive, inFrench.count(positive, 'positif', 'positifs')],
      [neutral, inFrench.count(neutral, 'neutre', 'neutres')],
      [negative, inFrench.count(negative, 'négatif', 'négatifs')],
      [uncertain, inFrench.count(uncertain, 'incertain', 'incertains')],
      [skipped, inFrench.count(skipped, 'sans verdict', 'sans verdict')],
    ]),
  skipped: 'Rien à analyser',
  tooLong: 'Trop long',
  waiting: 'En attente',
  retry: 'Analyser les posts restants',
  download: 'Télécharger le tableau (CSV)',
  csv: [
    'post',
    'sentiment',
    'probabilité positive',
    'certain',
    'langue',
    'règle',
    'modèle seul',
    'prédiction',
  ],
  again: 'Nouvelle analyse',
};

export const analyseEn: typeof analyseFr = {
  enter: 'Paste a post here:',
  keys: 'Ctrl + Enter to analyse',
  analyse: 'Analyse',
  analysing: 'Analysing…',
  examples: 'Or try an example',
  example: [
    { lang: 'en', text: 'I love this company, the experience was great!' },
    { lang: 'en', text: 'Three hours late and nobody to tell us anything, thank you Air Paradis!' },
  ],
  eachLine: (posts) => `One post per line (${inEnglish.count(posts, 'post', 'posts')})`,
  about: (language, model) => `AI verdict · ${language} · model ${model}`,
  brand: {
    changed: (phrases, count) =>
      `Verdict changed by ${inEnglish.form(count, 'your rule', 'your rules')} ${phrases}.`,
    applied: (phrases, count) => `${inEnglish.form(count, 'Rule applied', 'Rules applied')}: ${phrases}.`,
    leftOut: (phrases) => `Ignored by your rules: ${phrases}.`,
    quote: (phrase) => `“${phrase}”`,
    alone: (verdict, probability) =>
      `Without the rule, the AI says: ${verdict} (positive probability: ${probability}).`,
  },
  truncated: 'Long post: only the beginning was analysed.',
  unjudged: 'not analysed from here on',
  greyed: 'In grey: not analysed.',
  weighed: 'The underlined words mattered most:',
  evenly: 'No single word decides: the post counts as a whole.',
  speaks: { for: 'supports this verdict', against: 'contradicts it' },
  question: 'Is this verdict correct?',
  yes: 'Yes',
  no: 'No',
  askLabel: 'What is the right verdict? (optional)',
  send: 'Send',
  sendKeys: 'Ctrl + Enter to send',
  sending: 'Sending…',
  sent: '✓ Thanks, your answer is saved.',
  change: 'Change',
  next: 'Next post',
  votePending:
    'The service isn’t responding. Your answer is saved here and will be sent when the service is back.',
  table: 'Verdicts by post',
  column: { post: 'Post', sentiment: 'Sentiment', probability: 'Positive probability', vote: 'Your answer' },
  sort: {
    label: 'Sort',
    written: 'As pasted',
    negative: 'Most negative first',
    positive: 'Most positive first',
    unsure: 'Least certain first',
  },
  rowVote: {
    right: 'Correct',
    wrong: 'Wrong',
    about: (name, post) => `${name}: ${post}`,
    failed: 'Your answer couldn’t be saved. Try again in a moment.',
  },
  why: 'Why?',
  backToTable: 'Back to the table',
  progress: (done, all) => `${done} of ${inEnglish.count(all, 'post', 'posts')} analysed`,
  counts: ({ positive, neutral, negative, uncertain, skipped }) =>
    listed([
      [positive, `${inEnglish.number(positive)} positive`],
      [neutral, `${inEnglish.number(neutral)} neutral`],
      [negative, `${inEnglish.number(negative)} negative`],
      [uncertain, `${inEnglish.number(uncertain)} uncertain`],
      [skipped, `${inEnglish.number(skipped)} without a verdict`],
    ]),
  skipped: 'Nothing to analyse',
  tooLong: 'Too long',
  waiting: 'Waiting',
  retry: 'Analyse the remaining posts',
  download: 'Download the table (CSV)',
  csv: [
    'post',
    'sentiment',
    'positive probability',
    'certain',
    'language',
    'rule',
    'model alone',
    'prediction',
  ],
  again: 'New analysis',
};
