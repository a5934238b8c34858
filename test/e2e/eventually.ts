// Waiting for something in another process, which cannot tell when it is done.
import { setTimeout } from 'node:timers/promises';

const SECONDS = 60;

/**
 * Asks every 50 ms until there is an answer.
 * @param probe gives undefined as long as there is none; what it throws is thrown on.
 * @param otherwise what to say after a minute without an answer.
 */
export async function eventually<T>(
  probe: () => T | undefined | Promise<T | undefined>,
  otherwise: () => string,
): Promise<T> {
  const deadline = Date.now() + SECONDS * 1000;
  while (Date.now() < deadline) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    await setTimeout(50);
  }
  throw new Error(otherwise());
}
