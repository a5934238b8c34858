// How near the service comes to what ONNX Runtime can do on this machine. Machines are noisy, so every figure is taken
// several times, in turn with the limit, and what counts is the median of the ratios.
import { createClassifier } from '../../src/sentiment/classifier.ts';
import { posts } from '../fixtures/posts.ts';
import { measureClassifier } from './classifier.ts';
import { openLimit } from './limit.ts';
import { type Load, whole } from './load.ts';
import { median } from './median.ts';
import { startService } from './predict.ts';
import { CONNECTIONS, MODEL, measuredBy, type Section, tableOf, takeRounds } from './section.ts';

interface Round {
  readonly limit: number;
  readonly classifier: number;
  readonly alone: Load;
  readonly together: Load;
  readonly loopDelayP99: number;
}

/** The classifier, `POST /predict` on one connection and on many, and what the service needs for it. */
export const serviceSection: Section = async ({ seconds, rounds, workers }) => {
  const service = await startService(workers);
  const limit = await openLimit(posts, MODEL, workers);
  const classifier = await createClassifier({ modelDir: MODEL, workers, queueLimit: CONNECTIONS });
  const taken = await takeRounds(rounds, async (): Promise<Round> => {
    const limitRate = await limit.measure(seconds);
    const classifierRate = await measureClassifier(classifier, posts, seconds, CONNECTIONS);
    const alone = whole(await service.load(posts, 1, seconds));
    await service.condition();
    const together = whole(await service.load(posts, CONNECTIONS, seconds));
    const { loopDelayP99 } = await service.condition();
    return { limit: limitRate, classifier: classifierRate, alone, together, loopDelayP99 };
  });
  const { residentMb } = await service.condition();
  await service.stop();
  await classifier.close();
  await limit.close();

  const middle = (figure: (round: Round) => number) => median(taken.map(figure));
  const rate = (figure: (round: Round) => number) => `${middle(figure).toFixed(0)} posts/s`;
  const ratio = (figure: (round: Round) => number) => middle((r) => figure(r) / r.limit).toFixed(2);
  const load = (name: string, of: (round: Round) => Load, bar: string) => [
    name,
    rate((r) => of(r).rate),
    `${middle((r) => of(r).p50).toFixed(0)} / ${middle((r) => of(r).p99).toFixed(0)} ms`,
    ratio((r) => of(r).rate),
    bar,
  ];
  const loopDelay = `${middle((r) => r.loopDelayP99).toFixed(1)} ms`;

  return `# Speed

${measuredBy('npm run bench')},
model ${classifier.model}, ${posts.length} posts in French and English, ${rounds} rounds of ${seconds} s for each figure, taken in turn. A ratio is the
median of the ratios of the rounds. The client of \`POST /predict\` ran on the same cores, and each answer waits until
its prediction is on disk.

${tableOf([
  ['what', 'median', 'p50 / p99', 'of the limit', 'bar'],
  [`limit: ONNX Runtime alone, ${workers} threads`, rate((r) => r.limit), '', '1', ''],
  ['classifier', rate((r) => r.classifier), '', ratio((r) => r.classifier), '>= 0.90'],
  load('`POST /predict`, 1 connection', (r) => r.alone, ''),
  load(`\`POST /predict\`, ${CONNECTIONS} connections`, (r) => r.together, '>= 0.75'),
  ['event-loop delay under that load, p99', loopDelay, '', '', '<= 20 ms'],
  ['ready after', `${service.readySeconds.toFixed(2)} s`, '', '', '<= 2.5 s'],
  [`resident memory after all this, ${workers} workers`, `${residentMb.toFixed(0)} MB`, '', '', '<= 500 MB'],
])}
`;
};
