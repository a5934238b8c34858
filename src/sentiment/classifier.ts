// From a post to a verdict, top-down: normalise, tokenise, infer in a worker thread, calibrate, read the head.

import { monotonicClock } from '../clock.ts';
import { readHead } from '../topics/topic-head.ts';
import { type BegunModel, beginModel } from './begun-model.ts';
import { calibrate } from './calibrate.ts';
import { createPool, type Pool } from './inference/pool.ts';
import { createTokenizer } from './inference/tokenise.ts';
import { detectLanguage } from './text/language.ts';
import { isEmpty, normalise } from './text/normalise.ts';
import { type Classifier, LABELS } from './verdict.ts';
import { createVerdictCache } from './verdict-cache.ts';

export interface ClassifierOptions {
  /** Folder with the model and its card, as the lab exports it. */
  readonly modelDir: string;
  /** Inference threads; one a core is best. */
  readonly workers: number;
  /** Posts that may wait before {@link ClassifierBusyError}. */
  readonly queueLimit: number;
  /** Whether the threads leave the processor to everything else (on Linux alone; elsewhere they do not). */
  readonly background?: boolean;
  /** The model of that folder, where its first thread is starting already. */
  readonly begun?: BegunModel | undefined;
  /** Verdicts kept for copies of a post; none by default. */
  readonly cached?: number;
  /** Told of each post whether a kept verdict answers it. */
  readonly onLookup?: (hit: boolean) => void;
  /** Told when an inference thread dies; it is replaced by itself. */
  readonly onFault?: (error: Error) => void;
}

/**
 * Loads the model and starts the inference threads; resolves once verdicts can be had.
 * @throws {ModelError} when the model is missing, broken, or not the one its card describes.
 */
export async function createClassifier(options: ClassifierOptions): Promise<Classifier> {
  const { cached = 0, onLookup } = options;
  const cache = cached > 0 ? createVerdictCache(cached, onLookup) : undefined;
  const { card, head, pool, tokenizer } = await load(options);
  return {
    model: card.version,
    topics: head?.known,
    get ready() {
      return pool.ready;
    },
    async classify(post, { signal, yields, deep, onTiming } = {}) {
      const start = monotonicClock();
      const text = normalise(post);
      if (isEmpty(text)) return null;
      // Parts of posts, as explanations ask for them, come back seldom and would crowd out whole ones.
      const aside = yields || deep;
      const known = aside ? undefined : cache?.find(text);
      if (known) {
        onTiming?.({ tokenise: monotonicClock() - start, queue: 0, inference: 0 });
        return known;
      }
      const { ids, truncated, reading } = tokenizer.encode(text);
      const tokenise = monotonicClock() - start;
      const onDone = (queue: number, inference: number) => onTiming?.({ tokenise, queue, inference });
      const said = await pool.run(ids, { signal, yields, deep, onDone });
      const opinion = calibrate(said.slice(0, LABELS.length), card);
      const language = detectLanguage(text);
      const certain = opinion.certain && language !== 'other';
      const { negative } = opinion.scores;
      const topics = head && readHead(said.slice(LABELS.length), { text, negative }, head.known);
      const facts = { language, truncated, reading, model: card.version, ...topics };
      const verdict = { ...opinion, certain, certainFrom: card.certain, ...facts };
      if (!aside) cache?.keep(text, verdict);
      return verdict;
    },
    close: pool.close,
  };
}

/** In a function that ends, so that nothing holds the definition of the tokenizer, some 3 MB, once the tokenizer is made of it. */
async function load({ modelDir, workers, queueLimit, background, begun, onFault }: ClassifierOptions) {
  const { model, startThread, first } = begun ?? (await beginModel(modelDir, background));
  const { card, head, tokenizer: files } = model;
  const starting = createPool({ startThread, first, workers, queueLimit, onFault });
  const [pool, tokenizer] = await whileStarting(starting, () => createTokenizer(files, card.maxTokens));
  return { card, head, pool, tokenizer };
}

/** Makes something while the threads load the graph; they are ended when it cannot be made. */
async function whileStarting<T>(starting: Promise<Pool>, make: () => T): Promise<[Pool, T]> {
  const started = starting.then(
    (pool) => ({ pool }),
    (error: unknown) => ({ error }),
  );
  try {
    const made = make();
    return [await starting, made];
  } catch (error) {
    const { pool } = (await started) as { pool?: Pool };
    await pool?.close();
    throw error;
  }
}
