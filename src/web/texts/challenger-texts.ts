// The sentences about the challenger, in French and in English.
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

const postsFr = (posts: number) => inFrench.count(posts, 'post', 'posts');
const postsEn = (posts: number) => inEnglish.count(posts, 'post', 'posts');

export const challengerFr = {
  title: (version: string) => french`Modèle candidat : ${version}`,
  unnamed: 'Modèle candidat',
  loading: 'Chargement en cours.',
  off: {
    load: french`Arrêté : son modèle n’a pas pu être chargé. La cause est dans le journal du service.`,
    memory: french`Arrêté : le service a atteint sa limite de mémoire.`,
    failures: 'Arrêté après plusieurs échecs de suite. La cause est dans le journal du service.',
  },
  judged: (posts: number) =>
    french`Évalués aussi par lui sur la période, sans que son verdict s’affiche : ${postsFr(posts)}.`,
  agreement: (share: string, low: string, high: string) =>
    french`Même verdict que le modèle en service : ${share} (entre ${low} et ${high}).`,
  shift: (points: string, low: string, high: string) =>
    french`Écart moyen de sa probabilité positive : ${points} points (entre ${low} et ${high}).`,
  better: (won: number, lost: number) =>
    french`Meilleur d’après les votes et les relectures : là où les deux diffèrent, il a raison sur ${postsFr(won)} et tort sur ${postsFr(lost)}.`,
  worse: (won: number, lost: number) =>
    french`Moins bon d’après les votes et les relectures : là où les deux diffèrent, il a raison sur ${postsFr(won)} et tort sur ${postsFr(lost)}.`,
  undecided: (won: number, lost: number) =>
    french`Pas encore départagés : là où les deux diffèrent, les votes et les relectures lui donnent raison sur ${postsFr(won)} et tort sur ${postsFr(lost)}.`,
  favour: (share: string, low: string, high: string) =>
    french`Part de ces posts en sa faveur : ${share} (entre ${low} et ${high}).`,
  level: french`Intervalles à 95 %. Un gagnant n’est désigné que si le hasard a moins de 1 % de chances d’expliquer l’écart.`,
};

export const challengerEn: typeof challengerFr = {
  title: (version) => `Challenger: ${version}`,
  unnamed: 'Challenger model',
  loading: 'Loading.',
  off: {
    load: 'Stopped: its model could not be loaded. The service log has the reason.',
    memory: 'Stopped: the service reached its memory limit.',
    failures: 'Stopped after several failures in a row. The service log has the reason.',
  },
  judged: (posts) => `Also analysed in the background during this period: ${postsEn(posts)}.`,
  agreement: (share, low, high) =>
    `Same verdict as the model in service: ${share} (between ${low} and ${high}).`,
  shift: (points, low, high) =>
    `Mean difference in positive probability: ${points} points (between ${low} and ${high}).`,
  better: (won, lost) =>
    `Better, according to votes and reviews: where the two differ, it is right on ${postsEn(won)} and wrong on ${postsEn(lost)}.`,
  worse: (won, lost) =>
    `Worse, according to votes and reviews: where the two differ, it is right on ${postsEn(won)} and wrong on ${postsEn(lost)}.`,
  undecided: (won, lost) =>
    `Too close to call: where the two differ, votes and reviews find it right on ${postsEn(won)} and wrong on ${postsEn(lost)}.`,
  favour: (share, low, high) => `Share of these posts in its favour: ${share} (between ${low} and ${high}).`,
  level:
    '95% intervals. A winner is named only if chance alone has less than a 1% probability of explaining the difference.',
};
