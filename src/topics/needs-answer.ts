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
    urgent: Number(isUrgent(clues.text, urgentIn(known.urgent))),
  };
  const names = Object.keys(inputs) as (keyof typeof inputs)[];
  return 1 / (1 + Math.exp(-names.reduce((sum, name) => sum + weights[name] * inputs[name], intercept)));
}

/** Phrases by their first word: few posts have one. */
export type UrgentPhrases = ReadonlyMap<string, readonly (readonly string[])[]>;

/** @param phrases in lower case without accents. */
export function byFirstWord(phrases: readonly string[]): UrgentPhrases {
  return Map.groupBy(
    phrases.map((phrase) => phrase.split(' ')),
    ([first]) => first!,
  );
}

const found = new WeakMap<object, UrgentPhrases>();

function urgentIn(urgent: TopicModel['needsAnswer']['urgent']): UrgentPhrases {
  const phrases = found.get(urgent) ?? byFirstWord([...urgent.fr, ...urgent.en]);
  found.set(urgent, phrases);
  return phrases;
}

export function isUrgent(text: string, phrases: UrgentPhrases): boolean {
  const plain = text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '');
  const words = plain.match(/[a-z0-9]+/g) ?? [];
  return words.some((word, at) =>
    phrases.get(word)?.some((phrase) => phrase.every((each, further) => words[at + further] === each)),
  );
}
