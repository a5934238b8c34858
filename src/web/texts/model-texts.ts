// The sentences of the model's card, in French and in English.
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

export const modelFr = {
  title: (version: string) => french`Modèle en service : ${version}`,
  made: (date: string, base: string) => `Entraîné le ${date}, à partir de ${base}.`,
  accuracy: 'Taux de bonnes réponses, par jeu de posts jamais vus à l’entraînement',
  set: (set: string, language: string, posts: number, share: string) =>
    french`${set} · ${language} · ${inFrench.count(posts, 'post', 'posts')} : ${share}`,
  certain: (share: string, right: string) => `certain pour ${share} des posts, dont ${right} de justes`,
  calibration: (error: string) => french`erreur de calibration : ${error}`,
  auc: (value: string) => french`AUC : ${value}`,
  data: (posts: number) =>
    french`Données d’entraînement : ${inFrench.count(posts, 'post positif ou négatif', 'posts positifs ou négatifs')}`,
  dataSet: (set: string, posts: string) => french`${set} : ${posts}`,
  band: (low: string, high: string) =>
    `Un verdict est incertain si la probabilité positive est comprise entre ${low} et ${high}`,
  temperature: (value: string) => french`Probabilités calibrées (température : ${value}).`,
  limits: 'Limites',
  sides: (least: string, most: string) =>
    french`Le modèle ne connaît que positif et négatif : un post neutre reçoit l’un des deux. Il est alors dit incertain dans ${least} à ${most} des cas, selon le jeu de posts.`,
  languages: (names: string) => french`Langues évaluées : ${names}. Pas d’évaluation dans les autres.`,
  window: (pieces: number) =>
    french`D’un post long, seul le début est lu : ${inFrench.count(pieces, 'fragment de mot', 'fragments de mots')}.`,
  licence: (licence: string) => french`Licence : ${licence}`,
};

export const modelEn: typeof modelFr = {
  title: (version) => `Model in service: ${version}`,
  made: (date, base) => `Trained on ${date}, based on ${base}.`,
  accuracy: 'Accuracy on sets of posts never seen in training',
  set: (set, language, posts, share) =>
    `${set} · ${language} · ${inEnglish.count(posts, 'post', 'posts')}: ${share}`,
  certain: (share, right) => `certain about ${share} of posts, ${right} of them correct`,
  calibration: (error) => `calibration error: ${error}`,
  auc: (value) => `AUC: ${value}`,
  data: (posts) =>
    `Training data: ${inEnglish.count(posts, 'positive or negative post', 'positive or negative posts')}`,
  dataSet: (set, posts) => `${set}: ${posts}`,
  band: (low, high) => `A verdict is uncertain when the positive probability is between ${low} and ${high}`,
  temperature: (value) => `Calibrated probabilities (temperature: ${value}).`,
  limits: 'Limits',
  sides: (least, most) =>
    `The model knows only positive and negative: a neutral post gets one of the two. It is then called uncertain in ${least} to ${most} of cases, depending on the set.`,
  languages: (names) => `Languages tested: ${names}. Not tested in any other.`,
  window: (pieces) =>
    `Only the beginning of a long post is read: ${inEnglish.count(pieces, 'word piece', 'word pieces')}.`,
  licence: (licence) => `Licence: ${licence}`,
};
