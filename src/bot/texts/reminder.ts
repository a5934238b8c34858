// A reminder of posts that nobody has answered, in their channel and in another.
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

const fr = {
  reminder: (posts: number) => `${inFrench.count(posts, 'post attend', 'posts attendent')} une réponse`,
  escalation: (posts: number) =>
    `${inFrench.count(posts, 'post reste', 'posts restent')} sans réponse dans un autre canal`,
  oldest: (since: string) => `Personne ne s’en occupe. Le plus ancien attend depuis ${since}.`,
  list: 'Posts à traiter',
  more: (posts: number) => french`… et ${inFrench.count(posts, 'autre', 'autres')}.`,
  once: french`Chaque post n’est rappelé qu’une fois. Pour régler ces rappels, mentionnez-moi avec « réglages ».`,
};

const en: typeof fr = {
  reminder: (posts) => `${inEnglish.count(posts, 'post is', 'posts are')} waiting for an answer`,
  escalation: (posts) =>
    `${inEnglish.count(posts, 'post is', 'posts are')} still unanswered in another channel`,
  oldest: (since) => `Nobody has taken them. The oldest has been waiting for ${since}.`,
  list: 'Posts to answer',
  more: (posts) => `… and ${inEnglish.count(posts, 'other', 'others')}.`,
  once: 'Each post is mentioned only once. To change these reminders, mention me with “settings”.',
};

export const reminderTexts: Bilingual<typeof fr> = { fr, en };
