// A reminder of posts that nobody has answered, in their channel and in another.
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';
import type { ReminderKind } from '../../triage/reminders.ts';

const fr = {
  reminder: (posts: number) => `${inFrench.count(posts, 'post attend', 'posts attendent')} une réponse`,
  escalation: (posts: number) =>
    `${inFrench.count(posts, 'post reste', 'posts restent')} sans réponse dans un autre canal`,
  oldest: (posts: number, since: string) =>
    `Personne ne s’en occupe. ${posts > 1 ? 'Le plus ancien' : 'Il'} attend depuis ${since}.`,
  list: 'Posts à traiter',
  more: (posts: number) => french`… et ${inFrench.count(posts, 'autre', 'autres')}.`,
  once: {
    reminder: french`Chaque post n’est signalé qu’une fois. Pour régler ces rappels, mentionnez-moi avec « réglages ».`,
    escalation: french`Chaque post n’est signalé ici qu’une fois. Cela se règle dans le canal où il se trouve : mentionnez-moi là-bas avec « réglages ».`,
  } satisfies Record<ReminderKind, string>,
};

const en: typeof fr = {
  reminder: (posts) => `${inEnglish.count(posts, 'post is', 'posts are')} waiting for an answer`,
  escalation: (posts) =>
    `${inEnglish.count(posts, 'post is', 'posts are')} still unanswered in another channel`,
  oldest: (posts, since) =>
    posts > 1
      ? `Nobody has taken them. The oldest has been waiting for ${since}.`
      : `Nobody has taken it. It has been waiting for ${since}.`,
  list: 'Posts to answer',
  more: (posts) => `… and ${inEnglish.count(posts, 'other', 'others')}.`,
  once: {
    reminder: 'Each post is mentioned only once. To change these reminders, mention me with “settings”.',
    escalation:
      'Each post is mentioned here only once. To change that, mention me with “settings” in the channel it is in.',
  },
};

export const reminderTexts: Bilingual<typeof fr> = { fr, en };
