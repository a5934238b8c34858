// The sentences about drift, in French and in English.

/** What is looked at, by the names of GET /drift. */
type Names = Record<
  'language' | 'length' | 'unknown' | 'surprise' | 'probability' | 'negative' | 'uncertain' | 'votes',
  string
>;

export const driftFr = {
  title: 'Dérive',
  quiet: (posts: string) => `Les ${posts} derniers posts ressemblent à ceux de la période de référence.`,
  moved: (posts: string, what: string) =>
    `Les ${posts} derniers posts ne ressemblent plus à ceux de la période de référence. A bougé : ${what}.`,
  few: 'Trop peu de posts récents pour les comparer : il en faut 100.',
  own: (days: string, posts: string) =>
    `Référence : les ${days} premiers jours de ce service (${posts} posts) avec ce modèle.`,
  card: (days: string, posts: string) =>
    `Référence provisoire : les posts sur lesquels le modèle a été mesuré, d’une autre nature ; aucune alerte n’en vient. Celle de ce service se forme : ${days} jours et ${posts} posts jusqu’ici.`,
  none: (days: string, posts: string) =>
    `Pas encore de référence : elle se forme avec les premiers jours (${days} jours et ${posts} posts jusqu’ici).`,
  distances: (threshold: string) => `Distance à la référence (indice de stabilité, seuil ${threshold})`,
  distance: (name: string, psi: string) => `${name} : ${psi}`,
  fromTo: (before: string, now: string) => `de ${before} à ${now}`,
  beyond: 'a bougé',
  features: {
    language: 'part de français',
    length: 'longueur des posts',
    unknown: 'caractères inconnus du modèle',
    surprise: 'vocabulaire',
    probability: 'probabilités du modèle',
    negative: 'part de négatifs',
    uncertain: 'part d’incertains',
    votes: 'verdicts contestés par les votes',
  } as Names,
  accuracy: 'Part de verdicts justes, par jour',
  estimated: 'estimée d’après les probabilités',
  observed: 'observée dans les votes',
  both: (estimated: string, observed: string) =>
    `Dernier jour : ${estimated} estimés, ${observed} d’après les votes.`,
  bias: 'On vote plus volontiers contre une erreur : la part observée est souvent sous la vraie. Bandes : 95 %.',
};

export const driftEn: typeof driftFr = {
  title: 'Drift',
  quiet: (posts) => `The last ${posts} posts are like those of the reference period.`,
  moved: (posts, what) =>
    `The last ${posts} posts are unlike those of the reference period. What moved: ${what}.`,
  few: 'Too few recent posts to compare them: 100 are needed.',
  own: (days, posts) => `Reference: the first ${days} days of this service (${posts} posts) with this model.`,
  card: (days, posts) =>
    `Reference for now: the posts that the model was measured on, which are of another kind; no alert comes from them. The service’s own is being made: ${days} days and ${posts} posts so far.`,
  none: (days, posts) =>
    `No reference yet: the first days will be it (${days} days and ${posts} posts so far).`,
  distances: (threshold) => `Distance from the reference (stability index, threshold ${threshold})`,
  distance: (name, psi) => `${name}: ${psi}`,
  fromTo: (before, now) => `from ${before} to ${now}`,
  beyond: 'moved',
  features: {
    language: 'share of French',
    length: 'length of posts',
    unknown: 'characters that the model has never seen',
    surprise: 'vocabulary',
    probability: 'probabilities of the model',
    negative: 'share of negatives',
    uncertain: 'share of uncertain verdicts',
    votes: 'verdicts that votes contest',
  },
  accuracy: 'Share of right verdicts, by day',
  estimated: 'estimated from the probabilities',
  observed: 'observed in votes',
  both: (estimated, observed) => `Last day: ${estimated} estimated, ${observed} by votes.`,
  bias: 'People vote more readily against a mistake: the observed share is often below the true one. Bands: 95 %.',
};
