// What becomes of posts when twice as many come as can be judged: who is taken waits little longer, who is not is told at once.
import { posts } from '../fixtures/posts.ts';
import { type Load, whole } from './load.ts';
import { median, quantile } from './median.ts';
import { type Answered, pour } from './open-load.ts';
import { startService } from './predict.ts';
import { CONNECTIONS, measuredBy, type Section, tableOf, takeRounds } from './section.ts';

interface Round {
  readonly held: Load;
  readonly accepted: readonly number[];
  readonly refused: readonly number[];
}

const times = (answered: readonly Answered[], status: number) =>
  answered.filter((each) => each.status === status).map(({ milliseconds }) => milliseconds);

/** The load that 32 connections hold, then twice as many posts a second, whatever the answers. */
export const overloadSection: Section = async ({ seconds, rounds, workers }) => {
  const service = await startService(workers);
  const taken = await takeRounds(rounds, async (): Promise<Round> => {
    const held = whole(await service.load(posts, CONNECTIONS, seconds));
    const answered = await pour(service.url, posts, 2 * held.rate, seconds);
    const other = answered.find(({ status }) => status !== 200 && status !== 429);
    if (other) throw new Error(`An answer was ${other.status}: this is no measurement.`);
    return { held, accepted: times(answered, 200), refused: times(answered, 429) };
  });
  await service.stop();

  const middle = (figure: (round: Round) => number) => median(taken.map(figure));
  const both = (of: (round: Round) => readonly number[]) =>
    [0.5, 0.99].map((share) => middle((r) => quantile(of(r), share)).toFixed(1)).join(' / ');
  const share = (of: (round: Round) => readonly number[]) =>
    `${middle((r) => (100 * of(r).length) / (r.accepted.length + r.refused.length)).toFixed(0)} %`;
  const longer = middle((r) => quantile(r.accepted, 0.99) / r.held.p99).toFixed(2);
  return `## Twice the load that is held

${measuredBy('npm run bench -- overload')};
${rounds} rounds of ${seconds} s: ${CONNECTIONS} connections first, then twice the posts a second that they got answered, sent whether or not answers come.
The client ran on the same cores and counts its own waiting for them.

${tableOf([
  ['posts', 'how many', 'p50 / p99', 'p99 to that of the load held', 'bar'],
  [
    'load held',
    `${middle((r) => r.held.rate).toFixed(0)} a second`,
    `${middle((r) => r.held.p50).toFixed(0)} / ${middle((r) => r.held.p99).toFixed(0)} ms`,
    '1',
    '',
  ],
  ['twice that: judged', share((r) => r.accepted), `${both((r) => r.accepted)} ms`, longer, '<= 1.4'],
  ['twice that: 429', share((r) => r.refused), `${both((r) => r.refused)} ms`, '', '<= 4 ms'],
])}
`;
};
