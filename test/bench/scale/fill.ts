// Fills a store with a month of posts as a large community writes them, in SQL that both databases take.
import { sql } from 'kysely';
import type { Database } from '../../../src/storage/engine/database.ts';
import { verdict } from '../../feedback/verdicts.ts';

export const DAY = 86_400_000;
export const DAYS = 30;
const CHANNELS = 500;
/** Rows in a statement; PostgreSQL ends one that takes longer than some seconds. */
const CHUNK = 10_000;
/** Messages that wait until Teams takes calls again. */
const WAITING = 15_000;

export const channelOf = (number: number) => `19:channel${number}@thread.tacv2`;

/** What a post is about, by its number: the two topics of many, one of them alone, nothing. */
const TOPICS = `case when i % 8 = 0 then '[{"name":"baggage","probability":0.8},{"name":"delay","probability":0.7}]'
    when i % 4 = 1 then '[{"name":"delay","probability":0.9}]' when i % 4 = 2 then '[{"name":"staff","probability":0.6}]'
    else '[]' end`;
/** Milliseconds before the end in which posts that should be answered are not yet. */
const UNANSWERED = DAY / 4;

/**
 * In a channel a tenth of all is written; the others share the rest. One post in 20 was voted on, one in 200 reviewed, and one in 50
 * should be answered.
 */
const predictions = (first: number, last: number, posts: number, until: number) => `
  with recursive n(i) as (select ${first} union all select i + 1 from n where i < ${last})
  insert into predictions (id, created_at, door, origin, author, text, label, probability, neutral, certain, language,
    truncated, model, up, down, review, channel, thread, pieces, unknown_pieces, surprise, topics, act, needs_answer, status)
  select cast(10000000 + i as text) || '-0000-4000-8000-000000000000',
    ${until - DAYS * DAY} + cast(i as bigint) * ${Math.floor((DAYS * DAY) / posts)},
    case when i % 4 = 0 then 'api' else 'teams' end, 'teams:' || i, 'author' || (i % 20000),
    case when i > ${Math.round((posts * 23) / 30)} or i % 20 = 0
      then 'Vol annulé, trois heures de retard et personne pour nous renseigner, merci ! ' || i end,
    case when i % 5 < 2 then 'negative' when i % 5 = 2 then 'neutral' else 'positive' end,
    case when i % 5 < 2 then 0.1 else 0.9 end, 0.2, i % 7 > 0, case when i % 3 = 0 then 'en' else 'fr' end,
    1 = 0, '${verdict.model}', case when i % 20 = 0 then 1 else 0 end, case when i % 40 = 0 then 1 else 0 end,
    case when i % 200 = 0 then 'review' || i end,
    '19:channel' || (case when i % 10 = 0 then 0 else i % ${CHANNELS} end) || '@thread.tacv2', cast(i / 5 as text),
    20 + i % 30, 0, 9.5, ${TOPICS}, case when i % 50 = 0 then 'complaint' else 'other' end,
    case when i % 50 = 0 then 0.9 else 0.1 end,
    case when i % 50 > 0 then null when i < ${Math.round(posts * (1 - UNANSWERED / DAYS / DAY))} then 'answered'
      when i % 100 = 0 then 'open' else 'taken' end
  from n`;

const votes = (side: 'up' | 'down') => `
  insert into votes (prediction_id, voter, correct, correction, voted_at)
  select id, '${side}', ${side === 'up' ? '1 = 1' : '1 = 0'}, ${side === 'up' ? 'null' : "'negative'"}, created_at + 60000
  from predictions where ${side} > 0`;

const REVIEWS = `
  insert into reviews (id, prediction_id, label, reviewer, reviewed_at)
  select review, id, 'negative', 'reviewer', created_at + 90000 from predictions where review is not null`;

/** Each was taken after ten minutes and answered after twenty. */
const TRIAGE = `
  insert into triage (prediction_id, status, revision, channel, opened_at, since, taken_at, done_at)
  select id, status, 2, channel, created_at, created_at,
    case when status <> 'open' then created_at + 600000 end, case when status = 'answered' then created_at + 1200000 end
  from predictions where status is not null`;

/** A challenger that judged one post in ten, and sees one of these in ten otherwise. */
export const CHALLENGER = 'f6e5d4c3b2a1';
const CHALLENGED = `
  insert into challenger_verdicts (prediction_id, challenger, label, probability, champion, judged_at, agrees, shift)
  select id, '${CHALLENGER}', label, probability, model, created_at, created_at % 10 > 0, 0.01
  from predictions where substr(id, 8, 1) = '7'`;

const deliveries = (rows: number, until: number) => `
  with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows})
  insert into deliveries (key, claimed_at, finished) select 'delivery' || i, ${until - 2 * DAY} + i, 1 = 1 from n`;

const orders = (rows: number, until: number) => `
  with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows})
  insert into orders (id, position, channel, conversation, place, refresh, until, attempts, due_at)
  select 'order' || i, i, '19:channel' || (i % ${CHANNELS}), '19:channel' || (i % ${CHANNELS}) || ';messageid=' || (i / 3),
    '{}', 1 = 0, ${until + DAY}, 1, ${until + DAY} from n`;

/** @param until when the month ends, milliseconds since 1970-01-01T00:00Z. */
export async function fill({ db, kind }: Database, posts: number, until: number): Promise<void> {
  const run = (statement: string) => sql.raw(statement).execute(db);
  for (let first = 0; first < posts; first += CHUNK)
    await run(predictions(first, Math.min(first + CHUNK, posts) - 1, posts, until));
  for (const statement of [votes('up'), votes('down'), REVIEWS, CHALLENGED, TRIAGE]) await run(statement);
  await run(deliveries(posts / 5, until));
  await run(orders(Math.min(WAITING, posts / 10), until));
  // PostgreSQL does this by itself, a minute later.
  if (kind === 'postgres') await run('vacuum analyze');
}
