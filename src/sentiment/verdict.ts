// What the machine says of a post, and who says it. Every other room speaks of sentiment in these words only.
import type { Act, TopicScore } from '../topics/topic.ts';
import type { Topics } from '../topics/topics-file.ts';

/** In the order of the model's logits. */
export const LABELS = ['negative', 'neutral', 'positive'] as const;
export type Label = (typeof LABELS)[number];

/** Calibrated probability of each label, 0 to 1; they sum to 1. */
export type Scores = Readonly<Record<Label, number>>;

/** The language a post seems to be written in; `other` for any that the model was not measured on, `und` without words. */
export const LANGUAGES = ['fr', 'en', 'other', 'und'] as const;
export type Language = (typeof LANGUAGES)[number];

export interface Verdict {
  /** The label with the highest score. */
  readonly label: Label;
  /** Those of the model; where brand rules have a side, pushed to it. */
  readonly scores: Scores;
  /** Calibrated probability of positive against negative, given that the post has a side: 0 to 1. */
  readonly probability: number;
  /** Whether the score of the label reaches the threshold that the model card sets for it. */
  readonly certain: boolean;
  /** Scores from which this model is certain; missing where another than the model judged, and in the store. */
  readonly certainFrom?: Scores | undefined;
  readonly language: Language;
  /** True when the post is longer than the model's window, so that only its beginning was judged. */
  readonly truncated: boolean;
  /** Version of the model that judged: 12 hexadecimal digits of its content hash. */
  readonly model: string;
  /** How the post looked to the model's tokenizer; missing where another than the model judged, and in older records. */
  readonly reading?: Reading | undefined;
  /** Only where brand rules made this verdict: they are named wherever it is shown. */
  readonly brand?: Brand | undefined;
  /** What the post is about: each topic that reaches its own threshold, the likeliest first. Missing where the model knows none. */
  readonly topics?: readonly TopicScore[] | undefined;
  /** What the post does; missing like topics. */
  readonly act?: Act | undefined;
  /** Calibrated probability that the company should answer the post; missing like topics. */
  readonly needsAnswer?: number | undefined;
}

/** Numbers that tell whether posts change, and nothing of what is written in them. */
export interface Reading {
  /** Word pieces that were judged. */
  readonly pieces: number;
  /** Of these, how many the model has never seen. */
  readonly unknown: number;
  /** How unlikely a piece is on average, as the tokenizer reckons: nats. New words and slang raise it. */
  readonly surprise: number;
}

/** What a model alone says of a post. */
export type Opinion = Pick<Verdict, 'label' | 'scores' | 'probability' | 'certain'>;

/** What the company's own rules about words made of a verdict. */
export interface Brand {
  /** The rules that did: those that pushed the verdict to their side, and those whose phrases were left out. */
  readonly rules: readonly { readonly phrase: string; readonly label: Label }[];
  /** What the model says of the whole post by itself. */
  readonly own: Opinion;
}

/** Where the time of a post went, in milliseconds; without inference where a kept verdict answered. */
export interface Timing {
  readonly tokenise: number;
  readonly queue: number;
  readonly inference: number;
}

export interface ClassifyOptions {
  /** Aborts when nobody waits for the verdict any more: a post that still waits is taken out of the queue. */
  readonly signal?: AbortSignal | undefined;
  /** Gives way to every verdict asked for without this flag; explanations do. */
  readonly yields?: boolean | undefined;
  /** Passes every layer of the model, even where an earlier one is sure, so that scores can be compared with one another. */
  readonly deep?: boolean | undefined;
  /** Told of the time once the verdict is there. */
  readonly onTiming?: ((timing: Timing) => void) | undefined;
}

export interface Classifier {
  /** Version of the model in service. */
  readonly model: string;
  /** The topics that it knows; missing when it knows none. */
  readonly topics?: Topics | undefined;
  /** Whether verdicts can be had now: the sessions are loaded and not closed. */
  readonly ready: boolean;
  /**
   * Judges one post.
   * @returns null when nothing is left to judge once links and handles are taken away.
   * @throws {ClassifierBusyError} at once, when the queue is full.
   * @throws the signal's reason when it aborts first.
   */
  classify(post: string, options?: ClassifyOptions): Promise<Verdict | null>;
  /** Finishes the posts in flight, then ends the workers. */
  close(): Promise<void>;
}

/** The bounded queue is full: try again later. */
export class ClassifierBusyError extends Error {
  override name = 'ClassifierBusyError';
}

/**
 * Scores of the three labels from the two numbers that are kept of them.
 * @param probability of positive against negative. @param neutral score of neutral.
 */
export function scoresOf(probability: number, neutral: number): Scores {
  const sided = 1 - neutral;
  return { negative: sided * (1 - probability), neutral, positive: sided * probability };
}
