// A client of the REST API for Node 24 or a browser, to copy and to make your own.
//
//     const sentiment = createSentiment({ url: 'http://127.0.0.1:3978' });
//     const { id, label, probability } = await sentiment.predict('Vol annulé, merci Air Paradis !');
//     await sentiment.feedback({ prediction_id: id, correct: false, label: 'negative', user: 'ana' });

export interface Prediction {
  readonly id: string;
  readonly label: 'negative' | 'positive';
  /** Calibrated probability of positive. */
  readonly probability: number;
  /** False inside the band that the model card defines. */
  readonly certain: boolean;
  readonly lang: 'fr' | 'en' | 'und';
  readonly truncated: boolean;
  readonly model: string;
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
  /** The right label; with `correct: false` only. */
  readonly label?: 'negative' | 'neutral' | 'positive';
  readonly user?: string;
}

/** The service refused; `problem` says why. */
export class SentimentError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

const TRIES = 5;

/** @param key API key; none is needed on the machine of a service without keys. */
export function createSentiment({ url, key }: { readonly url: string; readonly key?: string }) {
  /** Sends a write; busy is tried again when the service says so, and the key makes a repetition harmless. */
  async function send<T>(path: string, body: object): Promise<T> {
    const headers = {
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
      ...(key && { Authorization: `Bearer ${key}` }),
    };
    for (let attempt = 1; ; attempt++) {
      const response = await fetch(new URL(path, url), {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
      });
      if (response.ok) return (await response.json()) as T;
      const problem = (await response.json()) as Problem;
      const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
      if (Number.isNaN(seconds) || attempt === TRIES) throw new SentimentError(problem);
      await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
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
      send<{ readonly tally: { readonly up: number; readonly down: number } }>('/feedback', feedback),
  };
}
