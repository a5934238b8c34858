// One thing of the service that a view is about: asked for once, again while the service is away, and once a session is open.
import { useEffect, useState } from 'react';
import { ApiError, mayPass, OPENED } from './call.ts';

/** Milliseconds between two askings while the service does not answer. */
const PAUSE = 3000;

export interface Asked<T> {
  /** Null until it has come. */
  readonly answer: T | null;
  /** Why it has not, or not again. */
  readonly error: ApiError | null;
  readonly load: () => void;
}

/** @param id of what is asked for; another one is asked for anew. */
export function useAsked<T>(ask: (id: string) => Promise<T>, id: string): Asked<T> {
  const [answer, setAnswer] = useState<T | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const load = () =>
    void ask(id).then(
      (answered) => {
        setAnswer(answered);
        setError(null);
      },
      (reason) => {
        if (!(reason instanceof ApiError)) throw reason;
        setError(reason);
      },
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked for once, and whenever a key was given
  useEffect(() => {
    load();
    window.addEventListener(OPENED, load);
    return () => window.removeEventListener(OPENED, load);
  }, [id]);
  const waiting = error !== null && error.failure !== 'locked' && mayPass(error.failure);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again and again while the service is away
  useEffect(() => {
    if (!waiting) return;
    const timer = setInterval(load, PAUSE);
    return () => clearInterval(timer);
  }, [waiting]);
  return { answer, error, load };
}
