// `POST /predict` beside the same model in the two services that one would write first, in turn, asked by the same client.
import { posts } from '../fixtures/posts.ts';
import { openLimit } from './limit.ts';
import { type Load, loadPredict, whole } from './load.ts';
import { median } from './median.ts';
import { startFastApi, startPeer } from './peer.ts';
import { startService } from './predict.ts';
import { CONNECTIONS, MODEL, measuredBy, type Section, tableOf, takeRounds } from './section.ts';

interface Round {
  readonly limit: number;
  readonly ours: Load;
  readonly fastapi: Load;
  readonly pipeline: Load;
}

/** Ours, FastAPI and `pipeline()` at 32 connections. @throws when FastAPI is not set up. */
export const peersSection: Section = async ({ seconds, rounds, workers }) => {
  const fastapi = await startFastApi();
  const limit = await openLimit(posts, MODEL, workers);
  const ours = await startService(workers);
  const pipeline = await startPeer(process.execPath, 'pipeline-service.ts');
  const load = async ({ url }: { readonly url: string }) =>
    whole(await loadPredict(url, posts, CONNECTIONS, seconds));
  const taken = await takeRounds(
    rounds,
    async (): Promise<Round> => ({
      limit: await limit.measure(seconds),
      ours: await load(ours),
      fastapi: await load(fastapi),
      pipeline: await load(pipeline),
    }),
  );
  await ours.stop();
  await fastapi.stop();
  await pipeline.stop();
  await limit.close();

  const middle = (figure: (round: Round) => number) => median(taken.map(figure));
  const row = (name: string, of: (round: Round) => Load, bars: readonly string[]) => [
    name,
    `${middle((r) => of(r).rate).toFixed(0)} posts/s`,
    middle((r) => of(r).rate / r.limit).toFixed(2),
    `${middle((r) => of(r).p50).toFixed(0)} / ${middle((r) => of(r).p99).toFixed(0)} ms`,
    middle((r) => r.ours.rate / of(r).rate).toFixed(2),
    middle((r) => r.ours.p99 / of(r).p99).toFixed(2),
    ...bars,
  ];
  return `## Beside other services

${measuredBy('npm run bench -- peers')};
${CONNECTIONS} connections, ${rounds} rounds of ${seconds} s, in turn; ratios are medians of those of the rounds. All read the same model file and clean
posts alike; the two others tell label and probability and keep nothing, while the service also tells the language
and waits until its prediction is on disk. FastAPI: plain functions in its thread pool, uvicorn with uvloop and httptools. \`pipeline()\`:
transformers.js in one process behind restify.

${tableOf([
  [
    '`POST /predict`',
    'median',
    'of the limit',
    'p50 / p99',
    'ours to it, posts/s',
    'ours to it, p99',
    'bars',
  ],
  row('Air Paradis', (r) => r.ours, ['']),
  row('FastAPI + ONNX Runtime', (r) => r.fastapi, ['>= 1.1, <= 1']),
  row('transformers.js `pipeline()`', (r) => r.pipeline, ['>= 1.5, <= 1']),
])}
`;
};
