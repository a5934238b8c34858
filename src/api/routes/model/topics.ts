// GET /topics: what posts can be about, as the model in service knows it.
import { z } from 'zod';
import { TopicName } from '../../../topics/topic.ts';
import type { Topic, TopicSource } from '../../../topics/topics-file.ts';
import { defineRoute } from '../../contract/route.ts';
import { ActSchema } from '../../contract/schemas.ts';

const Share = z.number().min(0).max(1);
const both = <T extends z.ZodType>(value: T) => z.object({ fr: value, en: value });

const DESCRIBED = {
  names: both(z.string()).meta({ description: 'As people read it.' }),
  definition: both(z.string()),
  examples: both(z.array(z.string())),
  to_check: both(z.boolean()).meta({
    description: 'Whether it is wrong too often in posts of a language to be taken without a look.',
  }),
  measured: both(z.object({ precision: Share, recall: Share, posts: z.int().min(0) }))
    .nullable()
    .meta({ description: 'On posts labelled by hand; null when it was not measured.' }),
};

const TopicOut = z
  .object({
    name: TopicName,
    ...DESCRIBED,
    threshold: Share.meta({ description: 'Probability from which a post is given the topic.' }),
  })
  .meta({ id: 'TopicOut' });

const ActOut = z.object({ name: ActSchema, ...DESCRIBED }).meta({ id: 'ActOut' });

export const TopicsOut = z
  .object({
    topics: z.array(TopicOut).meta({ description: 'None where the model in service knows no topics.' }),
    acts: z.array(ActOut),
  })
  .meta({ id: 'TopicsOut' });

export const topicsRoute = ({ classifier }: { readonly classifier: TopicSource }) =>
  defineRoute({
    method: 'get',
    path: '/topics',
    operation: 'getTopics',
    summary: 'What posts can be about, and what they can do, as the model in service knows it.',
    access: 'any key',
    answers: { 200: { description: 'The topics and acts.', schema: TopicsOut } },
    async handle() {
      const { topics = [], acts = [] } = classifier.topics ?? {};
      return {
        status: 200,
        json: {
          topics: topics.map((topic) => ({ ...described(topic), threshold: topic.threshold })),
          acts: acts.map(described),
        },
      };
    },
  });

function described<Name extends string>({
  name,
  names,
  definition,
  examples,
  toCheck,
  measured,
}: Omit<Topic, 'name' | 'threshold'> & { readonly name: Name }) {
  return { name, names, definition, examples, to_check: toCheck, measured: measured ?? null };
}
