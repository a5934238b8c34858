// Every sentence that a person reads on the page, in French and in English. Both languages have the same keys by type.
import { analyseEn, analyseFr } from './analyse-texts.ts';
import { answerEn, answerFr } from './answer-texts.ts';
import { challengerEn, challengerFr } from './challenger-texts.ts';
import { dashboardEn, dashboardFr } from './dashboard-texts.ts';
import { driftEn, driftFr } from './drift-texts.ts';
import { frameEn, frameFr } from './frame-texts.ts';
import { incidentEn, incidentFr } from './incident-texts.ts';
import { modelEn, modelFr } from './model-texts.ts';
import { postsEn, postsFr } from './posts-texts.ts';
import { reviewEn, reviewFr } from './review-texts.ts';
import { routesEn, routesFr } from './route-texts.ts';
import { settingsEn, settingsFr } from './settings-texts.ts';
import { topicsEn, topicsFr } from './topic-texts.ts';
import { verdictEn, verdictFr } from './verdict-texts.ts';

export const fr = {
  ...frameFr,
  ...verdictFr,
  ...analyseFr,
  posts: postsFr,
  answer: answerFr,
  review: reviewFr,
  dashboard: dashboardFr,
  drift: driftFr,
  incident: incidentFr,
  model: modelFr,
  challenger: challengerFr,
  routes: routesFr,
  settings: settingsFr,
  topics: topicsFr,
};

export type PageTexts = typeof fr;

export const en: PageTexts = {
  ...frameEn,
  ...verdictEn,
  ...analyseEn,
  posts: postsEn,
  answer: answerEn,
  review: reviewEn,
  dashboard: dashboardEn,
  drift: driftEn,
  incident: incidentEn,
  model: modelEn,
  challenger: challengerEn,
  routes: routesEn,
  settings: settingsEn,
  topics: topicsEn,
};
