// Topics as people read them: by the names that the model in service gives them.
import type { TopicScore } from './topic.ts';
import type { Topics } from './topics-file.ts';

export interface ShownTopic {
  readonly name: string;
  /** As it is called in the reader's language. */
  readonly called: string;
  /** Whether it is wrong too often in posts of this language to be taken without a look. */
  readonly toCheck: boolean;
}

/**
 * The topics of a post, the likeliest first. One that the model in service does not list, since another gave it, is left out.
 * @param post.language of the post; in another than French and English nothing was measured.
 */
export function shownTopics(
  post: { readonly topics?: readonly TopicScore[] | undefined; readonly language: string },
  known: Topics | undefined,
  reader: 'fr' | 'en',
): readonly ShownTopic[] {
  const { language } = post;
  return (post.topics ?? []).flatMap(({ name }) => {
    const topic = known?.topics.find((each) => each.name === name);
    if (!topic) return [];
    const toCheck = language === 'fr' || language === 'en' ? topic.toCheck[language] : true;
    return [{ name, called: topic.names[reader], toCheck }];
  });
}

/** What a topic is called; its bare name where the model in service does not list it. */
export function topicCalled(name: string, known: Topics | undefined, reader: 'fr' | 'en'): string {
  return known?.topics.find((each) => each.name === name)?.names[reader] ?? name;
}
