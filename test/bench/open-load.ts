// A client that posts at a rate of its own, whether or not it is answered: what many people at once are to a service.
import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

export interface Answered {
  readonly status: number;
  /** From handing the request over to the end of its answer. */
  readonly milliseconds: number;
}

/**
 * Posts to `/predict`, evenly spaced.
 * @param rate posts a second.
 * @returns what came back to each, in the order of the posts.
 */
export async function pour(
  url: string,
  posts: readonly string[],
  rate: number,
  seconds: number,
): Promise<Answered[]> {
  const agent = new Agent({ keepAlive: true });
  const answers: Promise<Answered>[] = [];
  const start = performance.now();
  for (let i = 0; i < rate * seconds; i++) {
    const due = start + (i * 1000) / rate - performance.now();
    if (due > 0) await wait(due);
    answers.push(ask(agent, `${url}/predict`, posts[i % posts.length]!));
  }
  const answered = await Promise.all(answers);
  agent.destroy();
  return answered;
}

function ask(agent: Agent, url: string, text: string): Promise<Answered> {
  const { promise, resolve, reject } = Promise.withResolvers<Answered>();
  const start = performance.now();
  const asked = request(
    url,
    { agent, method: 'POST', headers: { 'content-type': 'application/json' } },
    (answer) => {
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, milliseconds: performance.now() - start }),
      );
      answer.resume();
    },
  );
  asked.on('error', reject);
  asked.end(JSON.stringify({ text }));
  return promise;
}
