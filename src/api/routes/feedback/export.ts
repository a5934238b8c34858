// GET /export: posts that people voted on or reviewed, as examples for the lab, in a stream that fits in memory whatever its length.

import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { wallClock } from '../../../clock.ts';
import {
  agreedLabel,
  agreedTopics,
  type ExampleStore,
  type VotedPrediction,
} from '../../../feedback/examples.ts';
import type { HashPerson } from '../../../feedback/people.ts';
import { PeriodIn, periodOf } from '../../contract/period.ts';
import { defineRoute } from '../../contract/route.ts';

const ExportIn = z.strictObject({ ...PeriodIn, format: z.enum(['jsonl', 'csv']).default('jsonl') });

const COLUMNS = [
  'id',
  'created_at',
  'door',
  'lang',
  'text',
  'label',
  'predicted',
  'probability',
  'model',
  'up',
  'down',
  'source',
  'brand_rule',
  'model_label',
  'model_probability',
  'topics',
  'predicted_topics',
] as const;

const TYPES = { jsonl: 'application/jsonl', csv: 'text/csv; charset=utf-8' };

export interface ExportParts {
  readonly examples: ExampleStore;
  readonly hashPerson: HashPerson;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: () => number;
}

export const exportRoute = ({ examples, hashPerson, clock = wallClock }: ExportParts) =>
  defineRoute({
    method: 'get',
    path: '/export',
    operation: 'exportExamples',
    summary:
      'Posts that people voted on or reviewed, oldest first: a line each, with the label of the review, or that most stand behind.',
    access: 'export',
    query: ExportIn,
    answers: {
      200: {
        description: 'JSON lines with every vote and the review, or CSV with the count of votes.',
        types: ['application/jsonl', 'text/csv'],
      },
    },
    async handle({ query: { format, ...asked }, caller }) {
      const seenBy = caller?.person === undefined ? undefined : hashPerson('teams', caller.person);
      const chunks = examples.votedPredictions(periodOf(asked, clock()), seenBy);
      return {
        status: 200,
        type: TYPES[format],
        content: format === 'csv' ? csv(chunks) : jsonl(chunks),
        headers: { 'Content-Disposition': `attachment; filename="examples.${format}"` },
      };
    },
  });

async function* jsonl(chunks: AsyncIterable<readonly VotedPrediction[]>): AsyncIterable<string> {
  for await (const chunk of chunks)
    yield chunk
      .map((voted) => `${JSON.stringify({ ...row(voted), votes: votes(voted), review: review(voted) })}\n`)
      .join('');
}

/** For people: a cell that a spreadsheet would take for a formula begins with an apostrophe. */
async function* csv(chunks: AsyncIterable<readonly VotedPrediction[]>): AsyncIterable<string> {
  yield stringify([COLUMNS]);
  for await (const chunk of chunks)
    yield stringify(chunk.map(flat), { columns: [...COLUMNS], escape_formulas: true });
}

function row(voted: VotedPrediction): Record<(typeof COLUMNS)[number], unknown> {
  const { prediction, votes } = voted;
  const up = votes.filter(({ correct }) => correct).length;
  return {
    id: prediction.id,
    created_at: new Date(prediction.createdAt).toISOString(),
    door: prediction.door,
    lang: prediction.language,
    text: prediction.text,
    label: agreedLabel(voted),
    predicted: prediction.label,
    probability: prediction.probability,
    model: prediction.model,
    up,
    down: votes.length - up,
    source: voted.review ? 'review' : 'votes',
    ...brand(prediction),
    topics: agreedTopics(voted),
    predicted_topics: prediction.topics?.map(({ name }) => name) ?? null,
  };
}

/** A cell holds the names of several topics. */
function flat(voted: VotedPrediction) {
  const cells = row(voted);
  const joined = (names: unknown) => (Array.isArray(names) ? names.join('|') : null);
  return { ...cells, topics: joined(cells.topics), predicted_topics: joined(cells.predicted_topics) };
}

/** Where brand rules made the verdict: their phrases, and what the model said by itself; null elsewhere. */
function brand({ brand }: VotedPrediction['prediction']) {
  return {
    brand_rule: brand?.rules.map(({ phrase }) => phrase).join(', ') ?? null,
    model_label: brand?.own.label ?? null,
    model_probability: brand?.own.probability ?? null,
  };
}

/** Voters are keyed hashes: enough to see that one person voted much. */
function votes({ votes }: VotedPrediction) {
  return votes.map(({ voter, correct, correction, votedAt, reason, topics }) => ({
    voter,
    correct,
    label: correction,
    voted_at: new Date(votedAt).toISOString(),
    ...(reason !== undefined && { reason }),
    ...(topics && { topics }),
  }));
}

/** The reviewer is a keyed hash, too. */
function review({ review }: VotedPrediction) {
  return (
    review && {
      reviewer: review.reviewer,
      label: review.label,
      ...(review.topics && { topics: review.topics }),
      reviewed_at: new Date(review.reviewedAt).toISOString(),
    }
  );
}
