// A client of the REST API for Node 24 or a browser, to copy and to make your own.
//
//     const sentiment = createSentiment({ url: 'http://127.0.0.1:3978' });
//     const { id, label, scores, certain } = await sentiment.predict('Vol annulé, merci Air Paradis !');
//     if (label !== 'negative')
//       await sentiment.feedback({ prediction_id: id, correct: false, label: 'negative', user: 'ana' });

export type Label = 'negative' | 'neutral' | 'positive';

export interface Prediction {
  readonly id: string;
  /** The label with the highest score. */
  readonly label: Label;
  /** Calibrated probability of each label; they sum to 1. */
  readonly scores: Readonly<Record<Label, number>>;
  /** Calibrated probability of positive against negative, given that the post has a side. */
  readonly probability: number;
  /** Whether the score of the label reaches its threshold in the model card; false in other languages than French and English. */
  readonly certain: boolean;
  readonly lang: 'fr' | 'en' | 'other' | 'und';
  readonly truncated: boolean;
  readonly model: string;
  /** What the post is about, the likeliest first; missing, like the next two, where the model knows no topics. */
  readonly topics?: readonly { readonly name: string; readonly probability: number }[];
  readonly act?: 'complaint' | 'question' | 'praise' | 'information';
  /** Calibrated probability that the company should answer. */
  readonly needs_answer?: number;
}

export interface Problem {
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

export interface Feedback {
  readonly prediction_id: string;
  readonly correct: boolean;
  /** The right label, another than the verdict's; with `correct: false` only. */
  readonly label?: Label;
  /** All that the post is about, by names of `GET /topics`. */
  readonly topics?: readonly string[];
  readonly user?: string;
}

/** The service refused, or no answer came (status 0); `problem` says why. */
export class SentimentError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

const TRIES = 5;
/** What a gateway answers while the service restarts. */
const PASSING = [502, 503, 504];
/** Seconds; whoever is asked to wait longer gets the refusal at once. */
const LONGEST_WAIT = 60;

/** @param key API key; none is needed on the machine of a service without keys. */
export function createSentiment({ url, key }: { readonly url: string; readonly key?: string }) {
  /** Sends a write; what passes by itself is tried again, which the key makes harmless. */
  async function send<T>(path: string, body: object): Promise<T> {
    const headers = {
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
      ...(key && { Authorization: `Bearer ${key}` }),
    };
    for (let attempt = 1; ; attempt++) {
      const answer = await ask<T>(new URL(path, url), headers, body, 2 ** attempt / 4);
      if ('value' in answer) return answer.value;
      const { problem, wait } = answer;
      if (wait === undefined || wait > LONGEST_WAIT || attempt === TRIES) throw new SentimentError(problem);
      await new Promise((resolve) => setTimeout(resolve, wait * 1000));
    }
  }

  return {
    predict: (text: string) => send<Prediction>('/predict', { text }),
    /** Up to 128 posts; each gets a prediction or the problem with it, in order. */
    async predictBatch(texts: readonly string[]) {
      type Result = { readonly prediction: Prediction } | { readonly problem: Problem };
      const posts = texts.map((text) => ({ text }));
      return (await send<{ readonly results: readonly Result[] }>('/predict/batch', { posts })).results;
    },
    feedback: (feedback: Feedback) =>
      send<{
        readonly tally: { readonly up: number; readonly down: number };
        /** What this person says the post is about; null where they did not say. */
        readonly topics: readonly string[] | null;
      }>('/feedback', feedback),
  };
}

type Answer<T> = { readonly value: T } | { readonly problem: Problem; readonly wait: number | undefined };

/** @param pause seconds before the next try when nobody says how many. */
async function ask<T>(url: URL, headers: HeadersInit, body: object, pause: number): Promise<Answer<T>> {
  try {
    const signal = AbortSignal.timeout(30_000);
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal });
    if (response.ok) return { value: (await response.json()) as T };
    const otherwise = PASSING.includes(response.status) ? pause : undefined;
    const wait = retryAfter(response.headers.get('Retry-After'), otherwise);
    return { problem: await problemOf(response), wait };
  } catch (error) {
    const { cause, message } = error as Error;
    const detail = `${url.origin} gave no answer (${cause instanceof Error ? cause.message : message}).`;
    return { problem: { title: 'No answer', status: 0, detail }, wait: pause };
  }
}

/** The refusal's own problem; one made up when a gateway answered in its place with a page of its own. */
async function problemOf(response: Response): Promise<Problem> {
  const { status, statusText: title, url } = response;
  const problem = await response.json().catch(() => undefined);
  if (typeof problem?.detail === 'string') return problem;
  const detail = `${url} answered ${status} ${title} without a reason; was it a gateway?`;
  return { title, status, detail };
}

/** Seconds of a `Retry-After`, which is a number or a date. */
function retryAfter(value: string | null, otherwise: number | undefined): number | undefined {
  if (value === null || value.trim() === '') return otherwise;
  const seconds = Number.isNaN(Number(value)) ? (Date.parse(value) - Date.now()) / 1000 : Number(value);
  return Number.isNaN(seconds) ? otherwise : Math.max(0, seconds);
}
