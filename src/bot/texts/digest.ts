// The digest that a channel gets every day or every week.
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

const fr = {
  title: { day: 'Bilan du jour', week: 'Bilan de la semaine' },
  period: (since: string, until: string) => `Du ${since} au ${until}`,
  weekEarlier: 'Une semaine plus tôt',
  posts: (posts: number, share: string) =>
    `${inFrench.count(posts, 'post', 'posts')}, dont ${share} de négatifs`,
  points: (points: number) => `${signed('fr', points)} ${inFrench.form(points, 'point', 'points')}`,
  line: (title: string, value: string) => french`${title} : ${value}`,
  noPosts: 'aucun post',
  feedback: 'Vos retours',
  received: (votes: number, corrections: number, rules: number) =>
    [
      inFrench.count(votes, 'vote', 'votes'),
      inFrench.count(corrections, 'correction', 'corrections'),
      inFrench.count(rules, 'règle ajoutée ou modifiée', 'règles ajoutées ou modifiées'),
    ].join(', '),
};

const en: typeof fr = {
  title: { day: 'Daily digest', week: 'Weekly digest' },
  period: (since, until) => `From ${since} to ${until}`,
  weekEarlier: 'A week earlier',
  posts: (posts, share) => `${inEnglish.count(posts, 'post', 'posts')}, ${share} negative`,
  points: (points) => `${signed('en', points)} ${inEnglish.form(points, 'point', 'points')}`,
  line: (title, value) => `${title}: ${value}`,
  noPosts: 'no posts',
  feedback: 'Your feedback',
  received: (votes, corrections, rules) =>
    [
      inEnglish.count(votes, 'vote', 'votes'),
      inEnglish.count(corrections, 'correction', 'corrections'),
      inEnglish.count(rules, 'rule added or changed', 'rules added or changed'),
    ].join(', '),
};

function signed(language: 'fr' | 'en', points: number): string {
  return new Intl.NumberFormat(language, { signDisplay: 'exceptZero' }).format(points);
}

export const digestTexts: Bilingual<typeof fr> = { fr, en };
