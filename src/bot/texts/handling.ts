// Who answers a post: how far that is, and the buttons that change it.
import type { PostStatus } from '../../feedback/handling.ts';
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';

const fr = {
  status: {
    open: 'Réponse attendue',
    taken: 'Pris en charge',
    answered: 'Répondu',
    no_answer: 'Pas de réponse nécessaire',
  } satisfies Record<PostStatus, string>,
  by: (status: string, name: string) => `${status} · ${name}`,
  yours: {
    open: 'Réponse attendue',
    taken: 'Vous vous en occupez',
    answered: 'Vous avez répondu',
    no_answer: 'Pas de réponse nécessaire, selon vous',
  } satisfies Record<PostStatus, string>,
  take: 'Je m’en occupe',
  answered: 'Répondu',
  noAnswer: 'Pas de réponse nécessaire',
  release: 'Je ne m’en occupe plus',
  reopen: 'Rouvrir',
  meanwhile: french`Quelqu’un vous a devancé : rien n’a changé. Voici où en est ce post.`,
  behind: french`Cette carte n’était pas à jour : rien n’a changé. Voici où en est ce post.`,
};

const en: typeof fr = {
  status: {
    open: 'Needs an answer',
    taken: 'Taken',
    answered: 'Answered',
    no_answer: 'No answer needed',
  },
  by: (status, name) => `${status} · ${name}`,
  yours: {
    open: 'Needs an answer',
    taken: 'You’ve taken this',
    answered: 'You’ve answered this',
    no_answer: 'No answer needed, you said',
  },
  take: 'I’ll take it',
  answered: 'Answered',
  noAnswer: 'No answer needed',
  release: 'Give it back',
  reopen: 'Reopen',
  meanwhile: 'Someone was faster, so nothing was changed. Here’s where this post stands.',
  behind: 'This card was out of date, so nothing was changed. Here’s where this post stands.',
};

export const handlingTexts: Bilingual<typeof fr> = { fr, en };
