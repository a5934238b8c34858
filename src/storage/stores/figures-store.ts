// Counts over the posts of a channel, with the same queries on SQLite and PostgreSQL.
import { type Selectable, type SqlBool, sql } from 'kysely';
import type { ChannelFigures, FigureScope, JudgedPost } from '../../channel/figures.ts';
import type { Period } from '../../feedback/statistics.ts';
import type { Label } from '../../sentiment/verdict.ts';
import type { Database } from '../engine/database.ts';
import { noNul, toPrediction } from '../engine/rows.ts';
import type { PredictionsTable } from '../engine/tables.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HABIT_DAYS = 28;

/**
 * Whether it is the channel's last verdict on its post: an edit makes another one. Analyses, which belong to no channel, take
 * nothing out of its figures, whatever text a client sent with them.
 */
const isCurrent = sql<SqlBool>`not exists (
  select 1 from predictions as later
  where later.origin = predictions.origin and later.created_at > predictions.created_at and later.channel is not null
)`;

const countIf = (condition: ReturnType<typeof sql>) =>
  sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`;

const hasLabel = (label: Label) => sql`label = ${sql.lit(label)}`;
const isNegative = hasLabel('negative');

export function createFiguresStore({ db, unreadable }: Pick<Database, 'db' | 'unreadable'>): ChannelFigures {
  const inPeriod = ({ since, until }: Period) =>
    db.selectFrom('predictions').where('created_at', '>=', since).where('created_at', '<', until);

  function inScope({ channel, thread }: FigureScope, period: Period) {
    const posts = inPeriod(period).where('channel', '=', noNul(channel));
    if (thread === undefined) return posts;
    // A post from elsewhere has begun its thread, whose name nobody knew when it was judged.
    const conversation = noNul(`${channel};messageid=${thread}`);
    return posts.where(({ or, eb, selectFrom }) =>
      or([
        eb('thread', '=', noNul(thread)),
        eb(
          'id',
          'in',
          selectFrom('replies').select('prediction_id').where('conversation', '=', conversation),
        ),
      ]),
    );
  }

  return {
    async count(scope, period) {
      const row = await inScope(scope, period)
        .select([
          countIf(isCurrent).as('predictions'),
          countIf(sql`${isNegative} and ${isCurrent}`).as('negative'),
          countIf(sql`${hasLabel('neutral')} and ${isCurrent}`).as('neutral'),
          countIf(sql`${hasLabel('positive')} and ${isCurrent}`).as('positive'),
          countIf(sql`not certain and ${isCurrent}`).as('uncertain'),
          sql<number>`coalesce(sum(up), 0)`.as('up'),
          sql<number>`coalesce(sum(down), 0)`.as('down'),
        ])
        .executeTakeFirstOrThrow();
      return { ...row };
    },

    async worst(scope, period, most) {
      const rows = await inScope(scope, period)
        .selectAll()
        .where('label', '=', 'negative')
        .where(sql<SqlBool>`down <= up`)
        .where(isCurrent)
        .orderBy('probability')
        .orderBy('created_at')
        .limit(most)
        .execute();
      return unreadable.pass('predictions', rows, ({ id }) => id, toJudgedPost).values;
    },

    async learnt(channel, { since, until }) {
      const { votes, corrections } = await db
        .selectFrom('votes')
        .innerJoin('predictions', 'predictions.id', 'votes.prediction_id')
        .select(({ fn }) => [
          fn.countAll<number>().as('votes'),
          fn.count<number>('correction').as('corrections'),
        ])
        .where('votes.correct', 'in', [true, false]) // both ends of the index by side and time
        .where('votes.voted_at', '>=', since)
        .where('votes.voted_at', '<', until)
        .where('predictions.channel', '=', noNul(channel))
        .executeTakeFirstOrThrow();
      const { rules } = await db
        .selectFrom('brand_rules')
        .select(({ fn }) => fn.countAll<number>().as('rules'))
        .where('channel', 'in', [noNul(channel), ''])
        .where('added_at', '>=', since)
        .where('added_at', '<', until)
        .executeTakeFirstOrThrow();
      return { votes: Number(votes), corrections: Number(corrections), rules: Number(rules) };
    },

    async busy(period, least) {
      const rows = await inPeriod(period)
        .select(({ fn }) => [
          'channel',
          fn.countAll<number>().as('posts'),
          countIf(isNegative).as('negative'),
          countIf(hasLabel('neutral')).as('neutral'),
        ])
        .where('channel', 'is not', null)
        .where(isCurrent)
        .groupBy('channel')
        .having(({ fn }) => fn.countAll(), '>=', least)
        .orderBy('channel')
        .execute();
      return rows.map(({ channel, posts, negative, neutral }) => ({
        channel: channel!,
        posts: Number(posts),
        negative: Number(negative),
        neutral: Number(neutral),
      }));
    },

    async habit(channel, now) {
      const period = { since: now - HABIT_DAYS * DAY - HOUR, until: now - DAY };
      // Whole numbers are written out: SQLite takes a bound parameter for a real one.
      const before = sql`(${sql.lit(now)} - created_at)`;
      const sameHour = sql`${before} % ${sql.lit(DAY)} < ${sql.lit(HOUR)}`;
      const row = await inScope({ channel }, period)
        .select([
          sql<number>`count(*)`.as('posts'),
          countIf(isNegative).as('negative'),
          countIf(sameHour).as('hourPosts'),
          countIf(sql`${sameHour} and ${isNegative}`).as('hourNegative'),
        ])
        .where(isCurrent)
        .executeTakeFirstOrThrow();
      return {
        always: { posts: Number(row.posts), negative: Number(row.negative) },
        sameHour: { posts: Number(row.hourPosts), negative: Number(row.hourNegative) },
      };
    },
  };
}

function toJudgedPost(row: Selectable<PredictionsTable>): JudgedPost {
  return { ...toPrediction(row), up: row.up, down: row.down };
}
