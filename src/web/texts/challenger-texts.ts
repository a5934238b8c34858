// The sentences about the challenger, in French and in English.

export const challengerFr = {
  title: (version: string) => `Challenger : ${version}`,
  unnamed: 'Challenger',
  loading: 'Il se charge.',
  off: {
    load: 'Il est arrêté : son modèle n’a pas pu être chargé. Le journal dit pourquoi.',
    memory: 'Il est arrêté : la mémoire du service a atteint sa limite.',
    failures: 'Il est arrêté : il a échoué plusieurs fois de suite. Le journal dit pourquoi.',
  },
  judged: (posts: string) =>
    `Posts de la période qu’il a jugés aussi, en secret et après la réponse : ${posts}.`,
  agreement: (share: string, low: string, high: string) =>
    `Même verdict que le modèle en service : ${share} (entre ${low} et ${high}).`,
  shift: (points: string, low: string, high: string) =>
    `Écart moyen de sa probabilité positive : ${points} points (entre ${low} et ${high}).`,
  better: (won: string, lost: string) =>
    `Meilleur d’après les votes et relectures : il a raison sur ${won} posts, tort sur ${lost}, là où les deux diffèrent.`,
  worse: (won: string, lost: string) =>
    `Moins bon d’après les votes et relectures : il a raison sur ${won} posts, tort sur ${lost}, là où les deux diffèrent.`,
  undecided: (won: string, lost: string) =>
    `Pas encore départageables : là où les deux diffèrent, votes et relectures lui donnent raison sur ${won} posts, tort sur ${lost}.`,
  favour: (share: string, low: string, high: string) =>
    `Posts départagés en sa faveur : ${share} (entre ${low} et ${high}).`,
  level: 'Intervalles à 95 % ; un gagnant n’est nommé qu’à moins de 1 % de chances de hasard.',
};

export const challengerEn: typeof challengerFr = {
  title: (version) => `Challenger: ${version}`,
  unnamed: 'Challenger model',
  loading: 'It is being loaded.',
  off: {
    load: 'It is off: its model could not be loaded. The log says why.',
    memory: 'It is off: the memory of the service has reached its limit.',
    failures: 'It is off: it failed several times in a row. The log says why.',
  },
  judged: (posts) => `Posts of the period that it judged too, in secret and after the answer: ${posts}.`,
  agreement: (share, low, high) =>
    `Same verdict as the model in service: ${share} (between ${low} and ${high}).`,
  shift: (points, low, high) =>
    `Mean difference of its positive probability: ${points} points (between ${low} and ${high}).`,
  better: (won, lost) =>
    `Better by votes and reviews: it is right on ${won} posts and wrong on ${lost}, where the two differ.`,
  worse: (won, lost) =>
    `Worse by votes and reviews: it is right on ${won} posts and wrong on ${lost}, where the two differ.`,
  undecided: (won, lost) =>
    `Not yet distinguishable: where the two differ, votes and reviews find it right on ${won} posts and wrong on ${lost}.`,
  favour: (share, low, high) => `Of these posts, in its favour: ${share} (between ${low} and ${high}).`,
  level:
    'Intervals of 95 %; a winner is named only when chance alone would have made one less than 1 time in 100.',
};
