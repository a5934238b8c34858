// `npm run replay`: thirty days of 20,000 posts in minutes, from the first vote to a better model in service, and an attack that
// is refused. Service and lab are the real ones; the model is a small one of the same kind, trained on the spot. Interrupted, the
// same command goes on; `build/replay` deleted, it begins anew, with the same posts and people.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readCommandLine } from '../../src/command-line.ts';
import { attack } from './attack.ts';
import { createChance } from './chance.ts';
import { DAY } from './day.ts';
import { makeFirstModel } from './first-model.ts';
import { askGate } from './gate.ts';
import { learn } from './learn.ts';
import { createWriter } from './posts.ts';
import { promoteUnderLoad } from './promotion.ts';
import { writeReport } from './report.ts';
import { once, type Replay } from './stage.ts';
import { BASELINE, FIRST_CHANGED, NEW_SHARE, playWeek, type Week, withWeek } from './weeks.ts';

const SEED = 20_261_123;
const POSTS = 20_000;
const DAYS = 30;

readCommandLine(`npm run replay

Plays thirty days of ${POSTS.toLocaleString('en')} posts on the real service and lab, in some minutes, and writes docs/replay.md.
Interrupted, the same command goes on; delete build/replay to begin anew. It takes no arguments, and needs npm run lab:setup.
`);

const folder = join('build', 'replay');
await mkdir(folder, { recursive: true });
const start = await once({ folder }, 'begin', async () => (Math.floor(Date.now() / DAY) - DAYS) * DAY);
const replay: Replay = { folder, seed: SEED, posts: Math.round(POSTS / DAYS), start };

const first = await once(replay, 'first-model', () => {
  const write = createWriter(createChance(SEED));
  return makeFirstModel(folder, () => write(0));
});

const ordinary: Week = { name: '1', days: [1, BASELINE], newWords: false };
const week1 = await once(replay, 'week-1', () =>
  withWeek(replay, first, ordinary, (running) => playWeek(replay, ordinary, running)),
);

const compared: Week = { name: '1b', days: [BASELINE + 1, FIRST_CHANGED - 1], newWords: false, after: '1' };
const week1b = await once(replay, 'week-1b', () =>
  withWeek(replay, first, compared, (running) => playWeek(replay, compared, running)),
);

const changed: Week = { name: '2', days: [FIRST_CHANGED, 14], newWords: true, after: '1b' };
const week2 = await once(replay, 'week-2', () =>
  withWeek(replay, first, changed, (running) => playWeek(replay, changed, running)),
);

const later: Week = { name: 'learn', days: [15, 15], newWords: true, after: '2' };
const learned = await once(replay, 'learned', () =>
  withWeek(replay, first, later, ({ service, time }) => learn(replay, service, time, first, 'learn')),
);

const shadowed: Week = {
  ...{ name: '3', days: [15, 21], newWords: true, after: '2' },
  settings: { CHALLENGER_DIR: learned.folder, CHALLENGER_SHARE: '100', CHALLENGER_MEMORY: '8000' },
};
const week3 = await once(replay, 'week-3', () =>
  withWeek(replay, first, shadowed, async (running) => {
    const days = await playWeek(replay, shadowed, running);
    const moments = { since: replay.start, until: running.time.now + 1 };
    const period = Object.entries(moments).map(([name, at]) => `${name}=${new Date(at).toISOString()}`);
    const answer = await running.service.get(`/challenger?${period.join('&')}`);
    return { days, challenger: (await answer.json()) as Record<string, unknown> };
  }),
);

const gate = await once(replay, 'gate', () => askGate(replay, first, learned, 'gate'));
if (!gate.accepted) throw new Error(`The gate refuses:\n${gate.reasons.join('\n')}`);

const renewed: Week = { name: '4', days: [22, 30], newWords: true, after: '3' };
const week4 = await once(replay, 'week-4', () =>
  withWeek(replay, first, renewed, async (running) => {
    const write = createWriter(createChance(SEED * 3));
    const folders = [running.store, first.model, gate.production] as const;
    const promotion = await promoteUnderLoad(running.service, ...folders, () => write(NEW_SHARE));
    return { promotion, days: await playWeek(replay, renewed, running) };
  }),
);

const attacked: Week = { name: 'attack', days: [15, 15], newWords: false, after: '2' };
const poisoned = await once(replay, 'poisoned', () =>
  withWeek(replay, first, attacked, async ({ service, time }) => {
    const posts = await attack(replay, service, time, replay.posts * 8);
    return { posts, learned: await learn(replay, service, time, first, 'attack') };
  }),
);
const refusal = await once(replay, 'refusal', () => askGate(replay, first, poisoned.learned, 'attack-gate'));

const days = [...week1, ...week1b, ...week2, ...week3.days, ...week4.days];
await writeReport({
  replay,
  days,
  learned,
  challenger: week3.challenger,
  gate,
  promotion: week4.promotion,
  poisoned,
  refusal,
});
