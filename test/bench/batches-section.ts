// Many posts at once, beside what ONNX Runtime does with length-sorted batches, and what such batches would do to verdicts.
import { createClassifier } from '../../src/sentiment/classifier.ts';
import { posts as fixtures } from '../fixtures/posts.ts';
import { openBatchLimit } from './batch-limit.ts';
import { median } from './median.ts';
import { startService } from './predict.ts';
import { MODEL, measuredBy, type Section, tableOf, takeRounds } from './section.ts';

const BATCH = 64;
/** As many as `POST /predict/batch` takes. */
const REQUEST = 128;
/** Enough for batches of nearly one length, which is the best case of the limit. */
const POSTS = 8 * REQUEST;
const posts = Array.from({ length: POSTS }, (_, i) => fixtures[i % fixtures.length]!);

const rateOf = async (work: () => Promise<unknown>) => {
  const start = performance.now();
  await work();
  return (POSTS * 1000) / (performance.now() - start);
};

/** `POST /predict/batch`, and the classifier that `npm run classify` asks, both a post a run, to batches of 64. */
export const batchesSection: Section = async ({ rounds, workers }) => {
  const batches = await openBatchLimit(posts, MODEL, workers, BATCH);
  const singles = await openBatchLimit(posts, MODEL, workers, 1);
  const classifier = await createClassifier({ modelDir: MODEL, workers, queueLimit: POSTS });
  const service = await startService(workers);
  const ask = async (part: readonly string[]) => {
    const answer = await fetch(`${service.url}/predict/batch`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ posts: part.map((text) => ({ text })) }),
    });
    if (!answer.ok) throw new Error(`The batch was answered ${answer.status}: ${await answer.text()}`);
    await answer.json();
  };
  const askAll = async () => {
    for (let at = 0; at < POSTS; at += REQUEST) await ask(posts.slice(at, at + REQUEST));
  };
  const taken = await takeRounds(rounds, async () => ({
    batches: await batches.measure(),
    singles: await singles.measure(),
    classifier: await rateOf(() => Promise.all(posts.map((post) => classifier.classify(post)))),
    service: await rateOf(askAll),
  }));
  await service.stop();
  await classifier.close();
  await singles.close();
  await batches.close();

  type Round = (typeof taken)[number];
  const row = (name: string, of: (round: Round) => number, bar: string) => [
    name,
    `${median(taken.map(of)).toFixed(0)} posts/s`,
    median(taken.map((r) => of(r) / r.batches.rate)).toFixed(2),
    bar,
  ];
  const [first] = taken;
  const logits = posts.map((_, i) => [first!.batches.logits[i]!, first!.singles.logits[i]!] as const);
  const labelOf = (three: readonly number[]) => three.indexOf(Math.max(...three));
  const swapped = logits.filter(([batch, single]) => labelOf(batch) !== labelOf(single)).length;
  const moved = Math.max(
    ...logits.flatMap(([batch, single]) => batch.map((logit, label) => Math.abs(logit - single[label]!))),
  );
  return `## Many posts at once

${measuredBy('npm run bench -- batches')};
${POSTS} posts, ${rounds} rounds, in turn; \`POST /predict/batch\` took ${REQUEST} in a request, one request after the
other. Every door judges a post a run, so that the same text has the same verdict
behind all of them. Batches of ${BATCH} would have given ${swapped} of ${POSTS} posts another label, and moved a logit by up to ${moved.toFixed(2)}.

${tableOf([
  ['what', 'median', 'of the limit', 'bar'],
  row(
    `limit: ONNX Runtime, length-sorted batches of ${BATCH}, ${workers} threads`,
    (r) => r.batches.rate,
    '',
  ),
  row('ONNX Runtime, a post a run', (r) => r.singles.rate, ''),
  row('classifier, as `npm run classify` asks it', (r) => r.classifier, '>= 0.85'),
  row('`POST /predict/batch`', (r) => r.service, '>= 0.85'),
])}
`;
};
