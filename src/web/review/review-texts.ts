// The sentences of the Review view, in French and in English.

export const fr = {
  loading: 'Chargement de la file…',
  left: (posts: number) =>
    posts === 0 ? 'Aucun post à relire' : posts === 1 ? '1 post à relire' : `${posts} posts à relire`,
  empty: 'La file est vide : aucun 👎 et aucun verdict incertain n’attend. Elle se remplit d’elle-même.',
  post: (text: string) => `Post à relire : ${text}`,
  kind: { disputed: 'Contesté par un 👎', uncertain: 'Verdict incertain' },
  votes: (up: string, down: string) => `Votes : ${up} 👍 · ${down} 👎`,
  corrections: 'Les gens disent :',
  doors: { teams: 'Teams', api: 'API et page' },
  question: 'Quel est le bon sentiment ?',
  confirm: 'Confirmer',
  skip: 'Passer',
  undo: 'Annuler',
  keys: {
    negative: 'N ou gauche',
    neutral: '0',
    positive: 'P ou droite',
    confirm: 'Entrée',
    skip: 'S',
    undo: 'U ou Ctrl + Z',
  },
  kept: (label: string) => `${label} : noté.`,
  skipped: 'Post passé.',
  undone: 'Décision annulée.',
  pending: (decisions: number) =>
    `Le service ne répond pas. Décisions gardées ici : ${decisions}. Elles partent dès qu’il revient.`,
  failing: 'Le service ne répond pas. La file se charge dès qu’il revient.',
  export: 'Prochain export',
  figure: (examples: string, reviewed: string) =>
    `${examples} exemples des 30 derniers jours, dont ${reviewed} relus.`,
  nothing: 'Rien n’a été relu jusqu’ici. Ce que vous décidez s’ajoute à cette liste.',
  predicted: (label: string) => `le modèle disait ${label}`,
  undoOne: (post: string) => `Annuler la relecture de « ${post} »`,
  more: 'Afficher plus',
};

export const en: typeof fr = {
  loading: 'Loading the queue…',
  left: (posts) =>
    posts === 0 ? 'No post to review' : posts === 1 ? '1 post to review' : `${posts} posts to review`,
  empty: 'The queue is empty: no 👎 and no uncertain verdict is waiting. It fills by itself.',
  post: (text) => `Post to review: ${text}`,
  kind: { disputed: 'Disputed by a 👎', uncertain: 'Uncertain verdict' },
  votes: (up, down) => `Votes: ${up} 👍 · ${down} 👎`,
  corrections: 'People say:',
  doors: { teams: 'Teams', api: 'API and page' },
  question: 'What is the right sentiment?',
  confirm: 'Confirm',
  skip: 'Skip',
  undo: 'Undo',
  keys: {
    negative: 'N or left',
    neutral: '0',
    positive: 'P or right',
    confirm: 'Enter',
    skip: 'S',
    undo: 'U or Ctrl + Z',
  },
  kept: (label) => `${label}: noted.`,
  skipped: 'Post skipped.',
  undone: 'Decision undone.',
  pending: (decisions) =>
    `The service does not answer. Decisions kept here: ${decisions}. They leave as soon as it is back.`,
  failing: 'The service does not answer. The queue loads as soon as it is back.',
  export: 'Next export',
  figure: (examples, reviewed) => `${examples} examples of the last 30 days, ${reviewed} of them reviewed.`,
  nothing: 'Nothing has been reviewed so far. What you decide joins this list.',
  predicted: (label) => `the model said ${label}`,
  undoOne: (post) => `Undo the review of “${post}”`,
  more: 'Show more',
};
