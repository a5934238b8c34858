// What posts are about, as cards word it; the names of topics come with the model.
import type { Bilingual } from '../../locale/bilingual.ts';

const fr = {
  toCheck: (topic: string) => `${topic} (à vérifier)`,
};

const en: typeof fr = {
  toCheck: (topic) => `${topic} (to check)`,
};

export const topicTexts: Bilingual<typeof fr> = { fr, en };
