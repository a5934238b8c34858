// How what somebody waits for grows with what is stored: ratios of one store to the smallest of its kind, and for what grows, which
// rows it reads and by which index.
import { tableOf } from '../section.ts';
import type { Measured } from './measure.ts';
import type { Kind } from './store.ts';

/** A figure that grows by more than this has its reason told. */
export const MOST = 2;

/** A store that was measured. */
export interface Column {
  readonly kind: Kind;
  readonly size: number;
  readonly rows: readonly Measured[];
}

/** What is compared, by its name in the table of figures, with what it reads. */
const COMPARED: Readonly<Record<string, string>> = {
  '`POST /predict`': 'inserts a prediction and adds to figures and topic_figures of its hour',
  '`GET /stats`, a month by day':
    'sums figures of 720 hours by figures_once (hour, door, language, model), no prediction',
  '`GET /reviews`':
    'a page of predictions_disputed, newest first; its count sums figures of 30 days by figures_once',
  '`GET /export/next`': 'sums figures of 30 days by figures_once, no prediction',
  '`GET /export`, all of a month':
    'every example of the period by predictions_examples: what is sent grows as much',
  'a dashboard: three `/stats`, `/incidents`, `/drift`':
    'sums figures of 720 hours by figures_once; drift_days by day',
  'look for a burst': 'votes_side_voted_at from two hours ago on',
  'votes of the last day': 'votes_side_voted_at from a day ago on: a day has as many more votes',
  '`GET /posts`, the newest': 'a page of predictions_created_at, newest first',
  '`GET /posts` of a topic': 'a page of prediction_topics_newest, newest first',
  '`GET /posts` of a topic in French': 'prediction_topics_newest until a page is full',
  '`GET /posts` that wait for an answer': 'a page of predictions_status, newest first',
  '`GET /triage`, a month by week': 'every post of the period that was to be answered, in triage_times alone',
  '`GET /triage`, a day by topic': 'those of a day in triage_times, their topics by prediction_topics_once',
};

/** @returns Markdown; undefined when no kind has a smaller store to compare with. */
export function tellGrowth(columns: readonly Column[]): string | undefined {
  const pairs = columns.flatMap((column) => {
    const smallest = columns
      .filter(({ kind }) => kind === column.kind)
      .reduce((least, other) => (other.size < least.size ? other : least));
    return smallest === column ? [] : [{ column, smallest }];
  });
  if (pairs.length === 0) return undefined;
  const took = ({ rows }: Column, name: string) => rows.find((row) => row.name === name)!.took;
  const ratios = Object.entries(COMPARED).map(([name, reads]) => ({
    name,
    reads,
    grown: pairs.map(({ column, smallest }) => took(column, name) / took(smallest, name)),
  }));
  const power = ({ size }: Column) => `10^${Number(Math.log10(size).toFixed(1))}`;
  const head = pairs.map(({ column, smallest }) => `${column.kind}, ${power(column)} / ${power(smallest)}`);
  const grows = ratios.filter(({ grown }) => grown.some((ratio) => ratio > MOST));
  return `## How cost grows

From the run above: how much longer somebody waited in a larger store than in the smallest of its kind, lower quartiles. The bar
is ${MOST}; of what is above it, the last lines say what it reads.

${tableOf([
  ['what', ...head],
  ...ratios.map(({ name, grown }) => [name, ...grown.map((ratio) => `${ratio.toFixed(1)}×`)]),
])}
${grows.length > 0 ? `\n${grows.map(({ name, reads }) => `- ${name}: ${reads}.`).join('\n')}\n` : ''}`;
}
