// The alert that a channel has far more negative posts than usual.
import type { Bilingual } from '../../locale/bilingual.ts';
import { french } from '../../locale/french.ts';
import { inEnglish, inFrench } from '../../locale/plural.ts';

const fr = {
  title: 'Pic de posts négatifs',
  body: (negative: number, posts: number, share: string, usual: string) =>
    `Dans la dernière heure, ${negative} ${inFrench.form(negative, 'post', 'posts')} sur ${posts} ${inFrench.form(negative, 'est négatif', 'sont négatifs')} (${share}, contre ${usual} d’habitude à cette heure-ci).`,
  quiet: (hours: number) =>
    french`Pas d’autre alerte ici pendant ${inFrench.count(hours, 'heure', 'heures')}. Pour désactiver ces alertes, mentionnez-moi avec « réglages ».`,
};

const en: typeof fr = {
  title: 'Spike in negative posts',
  body: (negative, posts, share, usual) =>
    `${negative} of ${posts} ${inEnglish.form(posts, 'post', 'posts')} in the last hour ${inEnglish.form(negative, 'is', 'are')} negative (${share}; usually ${usual} at this time).`,
  quiet: (hours) =>
    `No further alerts here for ${inEnglish.count(hours, 'hour', 'hours')}. To turn these alerts off, mention me with “settings”.`,
};

export const spikeTexts: Bilingual<typeof fr> = { fr, en };
