// `npm run replay`: thirty days of 20,000 posts in minutes, from the first vote to a better model in service, and an attack that is
// refused. The service and the lab are the real ones; the model is a small one of the same kind, trained on the spot.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createChance } from './chance.ts';
import { makeFirstModel } from './first-model.ts';
import { createWriter } from './posts.ts';
import { once, type Replay } from './stage.ts';
import { playWeek } from './weeks.ts';

const SEED = 20_261_123;
const POSTS = Number(process.argv[2] ?? 20_000);
const folder = join('build', 'replay');
await mkdir(folder, { recursive: true });
const DAY = 86_400_000;
const replay: Replay = {
  folder,
  seed: SEED,
  posts: Math.round(POSTS / 30),
  start: await once({ folder }, 'begin', async () => (Math.floor(Date.now() / DAY) - 30) * DAY),
};
const nothing = async () => null;
const first = await once(replay, 'first-model', () => {
  const write = createWriter(createChance(SEED));
  return makeFirstModel(folder, () => write(0));
});
const week1 = await once(replay, 'week-1', () =>
  playWeek(replay, first, { name: '1', days: [1, 7], newWords: false }, nothing, nothing),
);
const week2 = await once(replay, 'week-2', () =>
  playWeek(replay, first, { name: '2', days: [8, 14], newWords: true, after: '1' }, nothing, nothing),
);
for (const d of [...week1.days, ...week2.days]) console.log(JSON.stringify(d));
