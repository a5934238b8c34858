// The topics that a model knows, as its folder lists them: what they are called, what they mean, how well they are found.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ACTS, TopicName } from './topic.ts';

/** The file in a model's folder. */
export const TOPICS_FILE = 'topics.json';

const share = z.number().min(0).max(1);

/** One in each language of the service. */
function both<T extends z.ZodType>(value: T) {
  return z.object({ fr: value, en: value });
}

/** On posts that the lab labelled by hand and did not learn from. */
const figures = z.object({ precision: share, recall: share, posts: z.int().min(0) });

const described = z.object({
  /** As people read it in the midst of a sentence. */
  names: both(z.string().min(1)),
  definition: both(z.string().min(1)),
  examples: both(z.array(z.string().min(1))),
  /** Missing until it was measured. */
  measured: both(figures).optional(),
  /** Whether it is wrong too often in posts of a language to be taken without a look: precision below .7, or not measured. */
  toCheck: both(z.boolean()),
});

/** probability = sigmoid(intercept + Σ weight × input); what each input is, needs-answer.ts says. */
const needsAnswer = z.object({
  intercept: z.number(),
  weights: z.object({
    negative: z.number(),
    complaint: z.number(),
    question: z.number(),
    praise: z.number(),
    answer: z.number(),
    urgent: z.number(),
  }),
  threshold: share,
  /** Words and phrases that make a post urgent, in lower case without accents. */
  urgent: both(
    z.array(z.string().regex(/^[a-z0-9]+( [a-z0-9]+)*$/, 'must be lower-case words without accents')),
  ),
  measured: both(figures),
});

const schema = z.object({
  /** Version of the model that the head was fitted to. */
  model: z.string(),
  /** The file topics.onnx. */
  head: z.object({ sha256: z.string().regex(/^[0-9a-f]{64}$/), bytes: z.int().positive() }),
  topics: z
    .array(described.extend({ name: TopicName, threshold: share }))
    .min(1)
    .refine(
      (topics) => new Set(topics.map(({ name }) => name)).size === topics.length,
      'names one topic twice',
    ),
  acts: z
    .array(described.extend({ name: z.enum(ACTS) }))
    .refine(
      (acts) => acts.map(({ name }) => name).join() === ACTS.join(),
      `must be ${ACTS.join(', ')}, in this order`,
    ),
  needsAnswer,
});

/** All that a model's folder says of its head. */
export type TopicModel = z.output<typeof schema>;
/** What people may read of it: the topics of a model, in the order of its head, and the acts. */
export type Topics = Pick<TopicModel, 'topics' | 'acts'>;
export type Topic = Topics['topics'][number];

/** Whoever knows the topics of the model in service. */
export interface TopicSource {
  readonly topics?: Topics | undefined;
}

/** The list of topics cannot be used; the message says what is wrong and what to do. */
export class TopicsError extends Error {
  override name = 'TopicsError';
}

/**
 * Reads the topics of a model.
 * @param folder of the model.
 * @returns undefined when the model knows no topics: it has no such file.
 * @throws {TopicsError} when the file cannot be read or is no such list.
 */
export async function readTopics(folder: string): Promise<TopicModel | undefined> {
  const path = join(folder, TOPICS_FILE);
  try {
    return schema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    const faults = error instanceof z.ZodError ? `\n${z.prettifyError(error)}` : ` (${String(error)})`;
    throw new TopicsError(
      `${path} is not a list of topics:${faults}\nMake it anew (python -m lab topics), or delete it to serve without topics.`,
      { cause: error },
    );
  }
}
