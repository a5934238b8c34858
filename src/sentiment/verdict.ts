// What the machine says of a post, and who says it. Every other room speaks of sentiment in these words only.

export type Label = 'negative' | 'positive';

/** The language a post seems to be written in; `other` for any that the model was not measured on, `und` without words. */
export type Language = 'fr' | 'en' | 'other' | 'und';

export interface Verdict {
  readonly label: Label;
  /** Calibrated probability that the post is positive, 0 to 1. `label` is positive from 0.5 up. */
  readonly probability: number;
  /** False when the probability lies inside the uncertain band that the model card defines. */
  readonly certain: boolean;
  readonly language: Language;
  /** True when the post is longer than the model's window, so that only its beginning was judged. */
  readonly truncated: boolean;
  /** Version of the model that judged: 12 hexadecimal digits of its content hash. */
  readonly model: string;
  /** How the post looked to the model's tokenizer; missing where another than the model judged, and in older records. */
  readonly reading?: Reading | undefined;
  /** Only where brand rules made this verdict: they are named wherever it is shown. */
  readonly brand?: Brand | undefined;
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

/** What the company's own rules about words made of a verdict. */
export interface Brand {
  /** The rules that did: one that decided the side, or those whose phrases were left out. */
  readonly rules: readonly { readonly phrase: string; readonly label: Label | 'neutral' }[];
  /** What the model says of the whole post by itself. */
  readonly own: Pick<Verdict, 'label' | 'probability' | 'certain'>;
}

/** Where the time of a post went, in milliseconds. */
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
  /** Told of the time once the verdict is there. */
  readonly onTiming?: ((timing: Timing) => void) | undefined;
}

export interface Classifier {
  /** Version of the model in service. */
  readonly model: string;
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
