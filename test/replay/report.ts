// What the replay has shown: docs/replay.md for people, a picture of the thirty days, and the figures of both in build/replay.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Passage } from './gate.ts';
import { python } from './lab.ts';
import type { Learned } from './learn.ts';
import { POISON } from './people.ts';
import type { Promotion } from './promotion.ts';
import type { Replay } from './stage.ts';
import { BASELINE, type DayAsSeen, FIRST_CHANGED, NEW_SHARE } from './weeks.ts';

export interface Story {
  readonly replay: Replay;
  readonly days: readonly DayAsSeen[];
  readonly learned: Learned;
  /** What GET /challenger said at the end of the third week. */
  readonly challenger: Readonly<Record<string, unknown>>;
  readonly gate: Passage;
  readonly promotion: Promotion;
  readonly poisoned: { readonly posts: number; readonly learned: Learned };
  readonly refusal: Passage;
}

const FILE = 'docs/replay.md';
const PICTURE = 'docs/pictures/replay.svg';

/** Writes both, and the figures that the picture is drawn from. */
export async function writeReport(story: Story): Promise<void> {
  const figures = join(story.replay.folder, 'story.json');
  await writeFile(figures, JSON.stringify({ days: story.days, reported: reportedOn(story.days) ?? null }));
  await writeFile(FILE, markdown(story));
  const { code, errors } = await python('models/replay/figure.py', figures, PICTURE);
  if (code !== 0) throw new Error(errors);
  process.stdout.write(`${FILE} and ${PICTURE} are written.\n`);
}

/** The first day of new words on which the service, by its own first days, said that something has moved. */
function reportedOn(days: readonly DayAsSeen[]): number | undefined {
  return days.find(
    ({ day, reference, moved }) => day >= FIRST_CHANGED && reference === 'own' && moved.length > 0,
  )?.day;
}

/** What was reported in the week of new words, and what in the ordinary one, of which nothing should be. */
function toldOfDrift(days: readonly DayAsSeen[]): string {
  const compared = days.filter(({ reference }) => reference === 'own');
  const quiet = compared.filter(({ day }) => day < FIRST_CHANGED);
  const alarms = quiet.filter(({ moved }) => moved.length > 0);
  const first = compared.find(({ day, moved }) => day >= FIRST_CHANGED && moved.length > 0);
  const found = first
    ? `\`GET /drift\` reports it at the end of day ${first.day}: ${first.moved.join(', ')}.`
    : '`GET /drift` did not report it.';
  return `${found} On the ${quiet.length} ordinary days that were compared with the first ${BASELINE} it reported ${
    alarms.length === 0
      ? 'nothing'
      : alarms.map(({ day, moved }) => `${moved.join(', ')} (day ${day})`).join('; ')
  }.`;
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
const badRate = (days: readonly DayAsSeen[]) =>
  percent(sum(days.map(({ down }) => down)) / sum(days.map(({ votes }) => votes)));
const wrongRate = (days: readonly DayAsSeen[]) =>
  percent(sum(days.map(({ wrong }) => wrong)) / sum(days.map(({ posts }) => posts)));
const total = (counts: Readonly<Record<string, number>>) => sum(Object.values(counts));
const listed = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([reason, count]) => `${count.toLocaleString('en')} ${reason}`)
    .join('; ');

function markdown(story: Story): string {
  const { replay, days, learned, challenger, gate, promotion, poisoned, refusal } = story;
  const week = (first: number, last: number) => days.filter(({ day }) => day >= first && day <= last);
  const { set, holdOut } = learned;
  return `# Thirty days in minutes

\`npm run replay\` (seed ${replay.seed}) wrote this page and its picture. It starts the real service, with a clock of its own that only tests
can give it, sends ${sum(days.map(({ posts }) => posts)).toLocaleString('en')} posts to \`/predict\` and ${sum(days.map(({ votes }) => votes)).toLocaleString('en')} votes of people to \`/feedback\`, and runs the lab's own commands. Nothing is
played but the people: 60 of them, who vote on four posts in ten and are wrong one time in ten, and a poisoner who votes against
the truth ${POISON} times a day, on even days within a minute. The posts are put together from phrases in French and English, one in twelve praising one thing and blaming
another; from day 8 on ${percent(NEW_SHARE)} of them use words that the model in service has never read.

The model is of the product's kind (encoder, int8, calibration) but small, trained on the spot on the phrases of the first week:
what is shown is that the loop closes, not how good the product's model is.

![Share of 👎 among the votes of each day, with what happened](pictures/replay.svg)

| days | model | wrong verdicts | 👎 among the votes of people |
|---|---|--:|--:|
| 1 to 7 | ${only(week(1, 7))} | ${wrongRate(week(1, 7))} | ${badRate(week(1, 7))} |
| 8 to 14, new words | ${only(week(8, 14))} | ${wrongRate(week(8, 14))} | ${badRate(week(8, 14))} |
| 15 to 21, challenger in the shadow | ${only(week(15, 21))} | ${wrongRate(week(15, 21))} | ${badRate(week(15, 21))} |
| 22 to 30, challenger in service | ${only(week(22, 30))} | ${wrongRate(week(22, 30))} | ${badRate(week(22, 30))} |

1. **Drift.** ${toldOfDrift(days)}
2. **The set.** \`lab feedback\` read ${set.posts.read.toLocaleString('en')} posts with ${set.votes.read.toLocaleString('en')} votes and kept ${set.posts.in.toLocaleString('en')}. Votes set aside: ${listed(set.votes.out)}.
   Posts left out: ${listed(set.posts.out)}.
3. **The challenger.** \`lab retrain\` went on from the model in service. On ${holdOut.posts} posts held out, labelled by votes as they are: ${percent(holdOut.champion)} before, ${percent(holdOut.challenger)} after.
4. **The shadow.** With \`CHALLENGER_DIR\` it judged ${String(challenger.judged)} posts in secret; people sided with it on ${String(challenger.for_challenger)} posts on which the two differ,
   against it on ${String(challenger.for_champion)}: ${String(challenger.finding)} (p = ${Number(challenger.p_value).toExponential(1)}).
5. **The gate** (every set and limit; not the behavioural suite, of whose words the small model knows none) let it in:

${indented(gate.table)}

6. **Into service under load.** \`npm run model:use\` while four callers sent posts: ${promotion.posts} sent, ${promotion.lost} lost, ${promotion.backwards} answered by the old model
   after the new one had answered the same caller. \`${promotion.said}\`
7. **The attack.** ${poisoned.posts.toLocaleString('en')} more posts, on which 300 accounts vote against the truth, each seldom enough for the rules of the set: ${poisoned.learned.set.posts.in.toLocaleString('en')} of
   ${poisoned.learned.set.posts.read.toLocaleString('en')} posts came in, ${total(poisoned.learned.set.votes.out).toLocaleString('en')} votes were set aside. The model trained on that set is refused by the gate: ${refusal.accepted ? 'NO, IT WAS LET IN' : refusal.reasons.join('; ')}.
`;
}

const indented = (lines: string) => lines.replace(/^/gm, '   ');

function only(days: readonly DayAsSeen[]): string {
  return [...new Set(days.flatMap(({ models }) => Object.keys(models)))].join(', ');
}
