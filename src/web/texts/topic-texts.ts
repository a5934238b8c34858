// What posts are about, as the page words it; the names of topics come with the model.

export const topicsFr = {
  title: 'Sujets',
  toCheck: (topic: string) => `${topic} (à vérifier)`,
};

export const topicsEn: typeof topicsFr = {
  title: 'Topics',
  toCheck: (topic) => `${topic} (to check)`,
};
