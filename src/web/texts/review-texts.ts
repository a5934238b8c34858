// The sentences of the Review view, in French and in English.
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

export const reviewFr = {
  loading: 'Chargement de la file…',
  left: (posts: number) =>
    posts === 0 ? 'Aucun post à relire' : `${inFrench.count(posts, 'post', 'posts')} à relire`,
  empty: french`Rien à relire : aucun 👎, aucun verdict incertain. Les nouveaux apparaîtront ici.`,
  post: (text: string) => french`Post à relire : ${text}`,
  open: 'Voir la fiche du post',
  kind: { disputed: 'Contesté par un 👎', uncertain: 'Verdict incertain' },
  votes: (up: number, down: number) =>
    french`Votes : ${inFrench.number(up)} 👍 · ${inFrench.number(down)} 👎`,
  corrections: french`Corrections proposées :`,
  reasons: french`Raisons données :`,
  filters: { kind: 'Motif', door: 'Source', language: 'Langue' },
  all: { kind: 'tous', door: 'toutes', language: 'toutes' },
  noneFits: 'Aucun post ne correspond à ces filtres.',
  question: french`Quel est le bon verdict ?`,
  confirm: 'Confirmer',
  confirmPeople: (label: string) => french`Suivre les votes : ${label}`,
  keep: 'Garder',
  keepModel: (label: string) => french`Garder « ${label} » (modèle)`,
  skip: 'Passer',
  undo: 'Annuler',
  keys: {
    negative: 'N ou ←',
    neutral: '0',
    positive: 'P ou →',
    confirm: 'Entrée',
    keep: 'G',
    skip: 'S',
    undo: 'U ou Ctrl + Z',
  },
  kept: (label: string) => french`Enregistré : ${label}`,
  skipped: 'Post passé.',
  undone: 'Décision annulée.',
  pending: (decisions: number) =>
    `Le service ne répond pas. ${inFrench.count(decisions, 'décision est conservée ici et sera envoyée', 'décisions sont conservées ici et seront envoyées')} dès que le service sera de retour.`,
  failing: 'Le service ne répond pas. La file s’affichera dès qu’il sera de retour.',
  stale: 'Le service ne répond pas. Voici la dernière file reçue.',
  export: 'Exemples pour le prochain entraînement',
  figure: (examples: number, reviewed: number) =>
    `${inFrench.count(examples, 'exemple', 'exemples')} sur 30 jours, dont ${
      reviewed === 0 ? 'aucun relu' : inFrench.count(reviewed, 'relu', 'relus')
    }.`,
  nothing: 'Rien n’a encore été relu. Vos décisions s’ajouteront à cette liste.',
  predicted: (label: string) => french`verdict du modèle : ${label}`,
  undoOne: (post: string) => french`Annuler la relecture de « ${post} »`,
  more: 'Afficher plus',
};

export const reviewEn: typeof reviewFr = {
  loading: 'Loading the queue…',
  left: (posts) =>
    posts === 0 ? 'No posts to review' : `${inEnglish.count(posts, 'post', 'posts')} to review`,
  empty: 'Nothing to review: no 👎 and no uncertain verdicts. New ones will appear here.',
  post: (text) => `Post to review: ${text}`,
  open: 'See the post’s own page',
  kind: { disputed: 'Disputed by a 👎', uncertain: 'Uncertain verdict' },
  votes: (up, down) => `Votes: ${inEnglish.number(up)} 👍 · ${inEnglish.number(down)} 👎`,
  corrections: 'Suggested corrections:',
  reasons: 'Reasons given:',
  filters: { kind: 'Reason', door: 'Source', language: 'Language' },
  all: { kind: 'all', door: 'all', language: 'all' },
  noneFits: 'No posts match these filters.',
  question: 'What is the right verdict?',
  confirm: 'Confirm',
  confirmPeople: (label) => `Follow the votes: ${label}`,
  keep: 'Keep',
  keepModel: (label) => `Keep “${label}” (model)`,
  skip: 'Skip',
  undo: 'Undo',
  keys: {
    negative: 'N or ←',
    neutral: '0',
    positive: 'P or →',
    confirm: 'Enter',
    keep: 'K',
    skip: 'S',
    undo: 'U or Ctrl + Z',
  },
  kept: (label) => `Saved: ${label}`,
  skipped: 'Post skipped.',
  undone: 'Decision undone.',
  pending: (decisions) =>
    `The service isn’t responding. ${inEnglish.count(decisions, 'decision is saved here and will be sent', 'decisions are saved here and will be sent')} when it’s back.`,
  failing: 'The service isn’t responding. The queue will appear when it’s back.',
  stale: 'The service isn’t responding. This is the last queue received.',
  export: 'Examples for the next training run',
  figure: (examples, reviewed) =>
    `${inEnglish.count(examples, 'example', 'examples')} from the last 30 days, ${
      reviewed === 0 ? 'none' : inEnglish.number(reviewed)
    } of them reviewed.`,
  nothing: 'Nothing reviewed yet. Your decisions will be added to this list.',
  predicted: (label) => `model’s verdict: ${label}`,
  undoOne: (post) => `Undo the review of “${post}”`,
  more: 'Show more',
};
