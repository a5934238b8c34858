// The real service behind its real HTTP door, in a time of the replay's own: tests may give `startApplication` a clock, a
// deployed service cannot be given one.
import { type Application, startApplication } from '../../src/application.ts';
import { readConfig } from '../../src/config.ts';

export interface Time {
  /** Milliseconds since 1970-01-01T00:00Z. */
  now: number;
}

export interface Prediction {
  readonly id: string;
  readonly label: 'negative' | 'positive';
  readonly probability: number;
  readonly model: string;
}

export interface VoteIn {
  readonly prediction_id: string;
  readonly correct: boolean;
  readonly label?: 'negative' | 'positive';
  readonly user: string;
}

export interface Service {
  readonly url: string;
  predict(text: string): Promise<Prediction>;
  vote(vote: VoteIn): Promise<void>;
  /** @throws when the answer is none of success; the message holds it. */
  get(path: string): Promise<Response>;
  stop(): Promise<void>;
}

/** @param settings environment variables, DATA_DIR and MODEL_DIR among them. */
export async function startService(time: Time, settings: Readonly<Record<string, string>>): Promise<Service> {
  const config = readConfig({ PORT: '0', LOG_LEVEL: 'error', ...settings });
  const application: Application = await startApplication(config, { clock: () => time.now });

  async function ask(path: string, init?: RequestInit): Promise<Response> {
    const response = await fetch(`${application.url}${path}`, init);
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response;
  }
  const post = (path: string, body: unknown) =>
    ask(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  return {
    url: application.url,
    predict: async (text) => (await (await post('/predict', { text })).json()) as Prediction,
    vote: async (vote) => void (await (await post('/feedback', vote)).arrayBuffer()),
    get: (path) => ask(path),
    stop: () => application.close(),
  };
}
