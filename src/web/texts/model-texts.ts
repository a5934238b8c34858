// The sentences of the model's card, in French and in English.

export const modelFr = {
  title: (version: string) => `Modèle en service : ${version}`,
  made: (date: string, base: string) => `Fait le ${date}, à partir de ${base}.`,
  accuracy: 'Part de verdicts justes, par jeu de posts jamais vus à l’entraînement',
  set: (set: string, language: string, posts: string, share: string) =>
    `${set} · ${language} · ${posts} posts : ${share}`,
  certain: (share: string, right: string) => `certain sur ${share}, alors juste à ${right}`,
  calibration: (error: string) => `erreur de calibration ${error}`,
  auc: (value: string) => `AUC ${value}`,
  data: (posts: string) => `Données d’entraînement : ${posts} posts avec un côté`,
  dataSet: (set: string, posts: string) => `${set} : ${posts}`,
  band: (low: string, high: string) =>
    `Certitude : entre ${low} et ${high} de probabilité positive, le verdict est dit incertain`,
  temperature: (value: string) => `Probabilités calibrées, température ${value}.`,
  limits: 'Limites',
  sides: (least: string, most: string) =>
    `Deux côtés seulement : un post neutre en reçoit un. Posts neutres dits incertains, selon le jeu : de ${least} à ${most}.`,
  languages: (names: string) => `Langues : ${names}. Les autres n’ont pas été mesurées.`,
  window: (pieces: string) => `D’un post long, les ${pieces} premiers morceaux de mots sont jugés.`,
  licence: (licence: string) => `Licence : ${licence}`,
};

export const modelEn: typeof modelFr = {
  title: (version) => `Model in service: ${version}`,
  made: (date, base) => `Made on ${date}, from ${base}.`,
  accuracy: 'Share of right verdicts, by set of posts never seen in training',
  set: (set, language, posts, share) => `${set} · ${language} · ${posts} posts: ${share}`,
  certain: (share, right) => `certain of ${share}, then right on ${right}`,
  calibration: (error) => `calibration error ${error}`,
  auc: (value) => `AUC: ${value}`,
  data: (posts) => `Training data: ${posts} posts with a side`,
  dataSet: (set, posts) => `${set}: ${posts}`,
  band: (low, high) =>
    `Certainty: between ${low} and ${high} of positive probability, a verdict is called uncertain`,
  temperature: (value) => `Calibrated probabilities, temperature ${value}.`,
  limits: 'Limits',
  sides: (least, most) =>
    `Two sides only: a neutral post gets one. Neutral posts called uncertain, by set: from ${least} to ${most}.`,
  languages: (names) => `Languages: ${names}. Others were not measured.`,
  window: (pieces) => `Of a long post, the first ${pieces} word pieces are judged.`,
  licence: (licence) => `Licence: ${licence}`,
};
