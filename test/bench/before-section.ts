// What has become of the speed since an older build, and since what a user would have put together around its model.
import { posts } from '../fixtures/posts.ts';
import { openLimit } from './limit.ts';
import { type Load, loadPredict, whole } from './load.ts';
import { median } from './median.ts';
import { bringOldBuild, OLD_BUILD } from './old-build.ts';
import { startFastApi } from './peer.ts';
import { startService } from './predict.ts';
import { CONNECTIONS, MODEL, measuredBy, type Section, tableOf, takeRounds } from './section.ts';

const HEADING = '## Since an older build';

interface Round {
  readonly raw: number;
  readonly rawBefore: number;
  readonly ours: Load;
  readonly before: Load;
  readonly fastapiBefore: Load;
}

/** Raw runs on one thread and `POST /predict` at 32 connections: this build, the older one, and FastAPI on the older model. */
export const beforeSection: Section = async ({ seconds, rounds, workers }) => {
  const folder = await bringOldBuild();
  if (!folder)
    return `${HEADING}\n\nNot measured: this clone does not reach back to ${OLD_BUILD}; run: git fetch --unshallow\n`;
  const raw = await openLimit(posts, MODEL, 1);
  const rawBefore = await openLimit(posts, `${folder}/${MODEL}`, 1);
  const ours = await startService(workers);
  const before = await startService(workers, {}, folder);
  const fastapi = await startFastApi(folder);
  const load = async ({ url }: { readonly url: string }) =>
    whole(await loadPredict(url, posts, CONNECTIONS, seconds));
  const taken = await takeRounds(
    rounds,
    async (): Promise<Round> => ({
      raw: await raw.measure(seconds),
      rawBefore: await rawBefore.measure(seconds),
      ours: await load(ours),
      before: await load(before),
      fastapiBefore: await load(fastapi),
    }),
  );
  for (const each of [ours, before, fastapi]) await each.stop();
  for (const each of [raw, rawBefore]) await each.close();

  const middle = (figure: (round: Round) => number) => median(taken.map(figure)).toFixed(0);
  const times = (figure: (round: Round) => number) => `${median(taken.map(figure)).toFixed(2)}×`;
  const row = (name: string, [now, then]: readonly [Of, Of], bars: readonly [string, string]) => [
    name,
    `${middle(now)} posts/s`,
    `${middle(then)} posts/s`,
    times((r) => now(r) / then(r)),
    ...bars,
  ];
  return `${HEADING}

${measuredBy('npm run bench -- before')};
${rounds} rounds of ${seconds} s for each figure, in turn. The older build is ${OLD_BUILD}, checked out and installed beside this one; the client
ran on the same cores. A ratio is the median of those of the rounds.

${tableOf([
  ['what', 'now', 'then', 'ratio', 'must', 'aim'],
  row(
    'ONNX Runtime alone, 1 thread, to the older model',
    [(r) => r.raw, (r) => r.rawBefore],
    ['2.2×', '3.4×'],
  ),
  row(
    `\`POST /predict\`, ${CONNECTIONS} connections, to the older build`,
    [(r) => r.ours.rate, (r) => r.before.rate],
    ['2.2×', '3.2×'],
  ),
  row(
    'the same, to FastAPI + ONNX Runtime on the older model',
    [(r) => r.ours.rate, (r) => r.fastapiBefore.rate],
    ['2×', '3×'],
  ),
  [
    'p99 of `POST /predict`, to the older build',
    `${middle((r) => r.ours.p99)} ms`,
    `${middle((r) => r.before.p99)} ms`,
    times((r) => r.ours.p99 / r.before.p99),
    '',
    '',
  ],
])}
`;
};

type Of = (round: Round) => number;
