// The sentences of the model's card, in French and in English.
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

export const modelFr = {
  title: (version: string) => french`Modèle en service : ${version}`,
  made: (date: string, base: string) => `Entraîné le ${date}, à partir de ${base}.`,
  accuracy: 'Taux de bonnes réponses entre positif et négatif, par jeu de posts jamais vus à l’entraînement',
  set: (set: string, language: string, posts: number, share: string) =>
    french`${set} · ${language} · ${inFrench.count(posts, 'post', 'posts')} : ${share}`,
  certain: (share: string, right: string) => `certain pour ${share} des posts, dont ${right} de justes`,
  calibration: (error: string) => french`erreur de calibration : ${error}`,
  auc: (value: string) => french`AUC : ${value}`,
  macroF1: (value: string) => french`F1 moyen des trois verdicts : ${value}`,
  data: (posts: number) => french`Données d’entraînement : ${inFrench.count(posts, 'post', 'posts')}`,
  dataSet: (set: string, posts: string) => french`${set} : ${posts}`,
  certainty: 'Score à partir duquel un verdict est certain',
  threshold: (label: string, share: string) => french`${label} : ${share}`,
  temperature: (value: string) => french`Probabilités calibrées (température : ${value}).`,
  limits: 'Limites',
  sides: (least: string, most: string) =>
    french`Un post neutre est jugé positif ou négatif avec certitude dans ${least} à ${most} des cas, selon le jeu de posts.`,
  languages: (names: string) => french`Langues évaluées : ${names}. Pas d’évaluation dans les autres.`,
  window: (pieces: number) =>
    french`D’un post long, seul le début est lu : ${inFrench.count(pieces, 'fragment de mot', 'fragments de mots')}.`,
  licence: (licence: string) => french`Licence : ${licence}`,
};

export const modelEn: typeof modelFr = {
  title: (version) => `Model in service: ${version}`,
  made: (date, base) => `Trained on ${date}, based on ${base}.`,
  accuracy: 'Accuracy between positive and negative, on sets of posts never seen in training',
  set: (set, language, posts, share) =>
    `${set} · ${language} · ${inEnglish.count(posts, 'post', 'posts')}: ${share}`,
  certain: (share, right) => `certain about ${share} of posts, ${right} of them correct`,
  calibration: (error) => `calibration error: ${error}`,
  auc: (value) => `AUC: ${value}`,
  macroF1: (value) => `mean F1 of the three verdicts: ${value}`,
  data: (posts) => `Training data: ${inEnglish.count(posts, 'post', 'posts')}`,
  dataSet: (set, posts) => `${set}: ${posts}`,
  certainty: 'Score from which a verdict is certain',
  threshold: (label, share) => `${label}: ${share}`,
  temperature: (value) => `Calibrated probabilities (temperature: ${value}).`,
  limits: 'Limits',
  sides: (least, most) =>
    `A neutral post is called positive or negative with certainty in ${least} to ${most} of cases, depending on the set.`,
  languages: (names) => `Languages tested: ${names}. Not tested in any other.`,
  window: (pieces) =>
    `Only the beginning of a long post is read: ${inEnglish.count(pieces, 'word piece', 'word pieces')}.`,
  licence: (licence) => `Licence: ${licence}`,
};
