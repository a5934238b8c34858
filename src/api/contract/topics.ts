// Topics by their names, as the model in service lists them.
import { Problem } from '../../http/problem.ts';
import type { TopicSource } from '../../topics/topics-file.ts';

/**
 * @param field that holds the names.
 * @throws {Problem} 422 that lists the names which are known, when one is not.
 */
export function mustKnowTopics({ topics }: TopicSource, names: readonly string[], field: string): void {
  const known = topics?.topics.map(({ name }) => name) ?? [];
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return;
  const message =
    known.length > 0
      ? `is no topic: the model knows ${known.join(', ')}`
      : 'cannot be used: the model in service knows no topics';
  throw new Problem(422, 'Invalid field', `${field}: ${message}`, { errors: [{ field, message }] });
}
