// Posts that a card quotes: in a list, or from another network.
import type { Bilingual } from '../../locale/bilingual.ts';

const fr = {
  mostNegative: 'Posts les plus négatifs',
  notKept: 'texte non conservé',
  open: 'Voir le post',
  external: 'Post externe',
  by: (author: string) => `par ${author}`,
};

const en: typeof fr = {
  mostNegative: 'Most negative posts',
  notKept: 'text not stored',
  open: 'Open post',
  external: 'External post',
  by: (author) => `by ${author}`,
};

export const postTexts: Bilingual<typeof fr> = { fr, en };
