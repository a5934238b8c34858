// Whether the company should answer a post: a logistic regression whose weights stand in topics.json, learnt by the lab from posts
// labelled by hand. models/lab/topics/needs.py reckons the same.
import type { Act } from './topic.ts';
import type { TopicModel } from './topics-file.ts';

/** What is known of a post. */
export interface AnswerClues {
  /** The post, normalised. */
  readonly text: string;
  /** Calibrated score of negative. */
  readonly negative: number;
  readonly acts: Readonly<Record<Act, number>>;
  /** The head's own logit for it. */
  readonly answer: number;
}

/** @returns the calibrated probability that the company should answer. */
export function needsAnswer(
  clues: AnswerClues,
  { needsAnswer: known }: Pick<TopicModel, 'needsAnswer'>,
): number {
  const { weights, intercept } = known;
  const inputs = {
    negative: clues.negative,
    complaint: clues.acts.complaint,
    question: clues.acts.question,
    praise: clues.acts.praise,
    answer: clues.answer,
    urgent: Number(isUrgent(clues.text, [...known.urgent.fr, ...known.urgent.en])),
  };
  const names = Object.keys(inputs) as (keyof typeof inputs)[];
  return 1 / (1 + Math.exp(-names.reduce((sum, name) => sum + weights[name] * inputs[name], intercept)));
}

/** @param phrases in lower case without accents. */
export function isUrgent(text: string, phrases: readonly string[]): boolean {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
  const words = ` ${(plain.match(/[a-z0-9]+/g) ?? []).join(' ')} `;
  return phrases.some((phrase) => words.includes(` ${phrase} `));
}
