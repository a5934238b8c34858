// The head of a model: nodes that are joined to its graph (topics.onnx), and how what they say is read.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnswerClues, needsAnswer } from './needs-answer.ts';
import { ACTS, type Act, type TopicScore } from './topic.ts';
import { readTopics, type TopicModel, TopicsError } from './topics-file.ts';

/** The file in a model's folder. Its bytes behind those of the graph are a graph with the head (models/README.md says why). */
const HEAD_FILE = 'topics.onnx';

export interface TopicHead {
  readonly known: TopicModel;
  /** Path of the nodes. */
  readonly nodes: string;
}

/**
 * Reads what a model's folder holds of topics, and makes sure that it belongs together.
 * @param version of the model in the folder.
 * @returns undefined when the model knows no topics.
 * @throws {TopicsError} when a file is missing, broken, or made for another model.
 */
export async function loadTopicHead(folder: string, version: string): Promise<TopicHead | undefined> {
  const known = await readTopics(folder);
  if (!known) return undefined;
  const nodes = join(folder, HEAD_FILE);
  if (known.model !== version)
    throw new TopicsError(
      `${nodes} was made for the model ${known.model}, and ${version} lies beside it. ${REMEDY}`,
    );
  const bytes = await readFile(nodes).catch((error: unknown) => {
    throw new TopicsError(`${nodes} cannot be read (${String(error)}). ${REMEDY}`, { cause: error });
  });
  if (createHash('sha256').update(bytes).digest('hex') !== known.head.sha256)
    throw new TopicsError(`${nodes} is not the file of topics.json: its SHA-256 differs. ${REMEDY}`);
  return { known, nodes };
}

const REMEDY =
  'Make both anew (python -m lab topics train, then publish), or delete topics.json to serve without topics.';

/** What a verdict says of them. */
export interface PostTopics {
  readonly topics: readonly TopicScore[];
  readonly act: Act;
  readonly needsAnswer: number;
}

/**
 * @param said the numbers of HEAD_OUTPUTS (head-outputs.ts), one after the other.
 * @param post normalised, with its calibrated score of negative.
 */
export function readHead(
  said: readonly number[],
  post: Pick<AnswerClues, 'text' | 'negative'>,
  known: TopicModel,
): PostTopics {
  const count = known.topics.length;
  const topics = known.topics
    .map(({ name, threshold }, place) => ({ name, probability: said[place]!, threshold }))
    .filter(({ probability, threshold }) => probability >= threshold)
    .sort((a, b) => b.probability - a.probability)
    .map(({ name, probability }) => ({ name, probability }));
  const acts = Object.fromEntries(ACTS.map((act, place) => [act, said[count + place]!])) as Record<
    Act,
    number
  >;
  const act = ACTS.reduce((best, each) => (acts[each] > acts[best] ? each : best));
  const answer = said[count + ACTS.length]!;
  return { topics, act, needsAnswer: needsAnswer({ ...post, acts, answer }, known) };
}
