// Counts over the posts of a channel, with the same queries on SQLite and PostgreSQL.
import { type Kysely, type Selectable, type SqlBool, sql } from 'kysely';
import type {
  BusyHour,
  ChannelFigures,
  FigureScope,
  Habit,
  JudgedPost,
  Learnt,
  Share,
  TopicCounts,
} from '../../channel/figures.ts';
import { type Period, sumOfCounts } from '../../feedback/statistics.ts';
import type { Label } from '../../sentiment/verdict.ts';
import { slicesOf } from '../engine/chunks.ts';
import type { Database } from '../engine/database.ts';
import { noNul, toPrediction } from '../engine/rows.ts';
import type { PredictionsTable, Tables } from '../engine/tables.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const HABIT_DAYS = 28;
/** What is looked through at once of all channels: their posts, and the votes on them. */
const MINUTES = HOUR / 6;
const HOURS = 6 * HOUR;
const NO_SHARE: Share = { posts: 0, negative: 0 };
const NOTHING = sumOfCounts([]);

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

const isAbout = (topic: string) => sql<SqlBool>`exists (
  select 1 from prediction_topics where prediction_id = predictions.id and topic = ${noNul(topic)}
)`;

export function createFiguresStore({ db, unreadable }: Pick<Database, 'db' | 'unreadable'>): ChannelFigures {
  const inPeriod = ({ since, until }: Period) =>
    db.selectFrom('predictions').where('created_at', '>=', since).where('created_at', '<', until);

  /** Predictions of a thread; a post from elsewhere has begun its thread, whose name nobody knew when it was judged. */
  const idsOfThread = (channel: string, thread: string) =>
    db
      .selectFrom('predictions')
      .select('id')
      .where('channel', '=', noNul(channel))
      .where('thread', '=', noNul(thread))
      .unionAll(
        db
          .selectFrom('replies')
          .select('prediction_id as id')
          .where('conversation', '=', noNul(`${channel};messageid=${thread}`)),
      );

  const inScope = ({ channel, thread, topic }: FigureScope, period: Period) => {
    const posts =
      thread === undefined
        ? inPeriod(period).where('channel', '=', noNul(channel))
        : inPeriod(period)
            // An expression, so that the index of the channel, which holds all its threads, is left alone.
            .where(sql<string>`channel || ''`, '=', noNul(channel))
            .where('id', 'in', idsOfThread(channel, thread));
    return topic === undefined ? posts : posts.where(isAbout(topic));
  };

  /** A channel is looked through a day at a time; a thread at once, for few posts are in one. */
  async function* slicesOfScope({ channel, thread }: FigureScope, period: Period): AsyncIterable<Period> {
    if (thread !== undefined) return yield period;
    const times = db.selectFrom('predictions').select('created_at').where('channel', '=', noNul(channel));
    const first = await times.orderBy('created_at').limit(1).executeTakeFirst();
    const last = await times.orderBy('created_at', 'desc').limit(1).executeTakeFirst();
    if (!first || !last) return;
    const since = Math.max(period.since, first.created_at);
    yield* slicesOf({ since, until: Math.min(period.until, last.created_at + 1) }, DAY);
  }

  return {
    async count(scope, period) {
      let counts = NOTHING;
      for await (const slice of slicesOfScope(scope, period)) {
        const verdicts = await inScope(scope, slice)
          .select([
            sql<number>`count(*)`.as('predictions'),
            countIf(isNegative).as('negative'),
            countIf(hasLabel('neutral')).as('neutral'),
            countIf(hasLabel('positive')).as('positive'),
            countIf(sql`not certain`).as('uncertain'),
          ])
          .where(isCurrent)
          .executeTakeFirstOrThrow();
        const votes = await inScope(scope, slice)
          .select([
            sql<number>`coalesce(sum(up), 0)`.as('up'),
            sql<number>`coalesce(sum(down), 0)`.as('down'),
          ])
          .executeTakeFirstOrThrow();
        counts = sumOfCounts([counts, { ...verdicts, ...votes }]);
      }
      return counts;
    },

    async topics(scope, period) {
      let judged = 0;
      const found = new Map<string, TopicCounts>();
      for await (const slice of slicesOfScope(scope, period)) {
        const known = await inScope(scope, slice)
          .select(sql<number>`count(*)`.as('posts'))
          .where('topics', 'is not', null)
          .where(isCurrent)
          .executeTakeFirstOrThrow();
        judged += Number(known.posts);
        const rows = await inScope(scope, slice)
          .innerJoin('prediction_topics', 'prediction_topics.prediction_id', 'predictions.id')
          .select(['topic', sql<number>`count(*)`.as('posts'), countIf(isNegative).as('negative')])
          .where(isCurrent)
          .groupBy('topic')
          .execute();
        for (const { topic, posts, negative } of rows) {
          const before = found.get(topic) ?? { posts: 0, negative: 0 };
          found.set(topic, {
            topic,
            posts: before.posts + Number(posts),
            negative: before.negative + Number(negative),
          });
        }
      }
      const topics = [...found.values()].sort((a, b) => b.posts - a.posts || (a.topic < b.topic ? -1 : 1));
      return { judged, topics };
    },

    async worst(scope, period, most) {
      let found: JudgedPost[] = [];
      for await (const slice of slicesOfScope(scope, period)) {
        const rows = await inScope(scope, slice)
          .selectAll()
          .where('label', '=', 'negative')
          .where(sql<SqlBool>`down <= up`)
          .where(isCurrent)
          .orderBy('probability')
          .orderBy('created_at')
          .limit(most)
          .execute();
        found = [...found, ...unreadable.pass('predictions', rows, ({ id }) => id, toJudgedPost).values]
          .sort(worstFirst)
          .slice(0, most);
      }
      return found;
    },

    async learnt(period) {
      const votes = await countVotes(db, period);
      const rules = await countRules(db, period);
      return (channel) => ({
        ...(votes.get(noNul(channel)) ?? { votes: 0, corrections: 0 }),
        rules: (rules.get(noNul(channel)) ?? 0) + (rules.get('') ?? 0),
      });
    },

    async busy(period, least) {
      const found = new Map<string, Omit<BusyHour, 'channel'>>();
      for await (const slice of slicesOf(period, MINUTES)) {
        const rows = await inPeriod(slice)
          .select(({ fn }) => [
            'channel',
            fn.countAll<number>().as('posts'),
            countIf(isNegative).as('negative'),
            countIf(hasLabel('neutral')).as('neutral'),
          ])
          .where('channel', 'is not', null)
          .where(isCurrent)
          .groupBy('channel')
          .execute();
        for (const { channel, posts, negative, neutral } of rows) {
          const before = found.get(channel!) ?? { posts: 0, negative: 0, neutral: 0 };
          found.set(channel!, {
            posts: before.posts + Number(posts),
            negative: before.negative + Number(negative),
            neutral: before.neutral + Number(neutral),
          });
        }
      }
      return [...found]
        .filter(([, { posts }]) => posts >= least)
        .map(([channel, counts]) => ({ channel, ...counts }))
        .sort((a, b) => (a.channel < b.channel ? -1 : 1));
    },

    async habit(channel, now, topic) {
      const counted = topic === undefined ? isNegative : sql`(${isNegative} and ${isAbout(topic)})`;
      const period = { since: now - HABIT_DAYS * DAY - HOUR, until: now - DAY };
      // Whole numbers are written out: SQLite takes a bound parameter for a real one.
      const before = sql`(${sql.lit(now)} - created_at)`;
      const sameHour = sql`${before} % ${sql.lit(DAY)} < ${sql.lit(HOUR)}`;
      let habit: Habit = { always: NO_SHARE, sameHour: NO_SHARE };
      for await (const slice of slicesOfScope({ channel }, period)) {
        const row = await inScope({ channel }, slice)
          .select([
            sql<number>`count(*)`.as('posts'),
            countIf(counted).as('negative'),
            countIf(sameHour).as('hourPosts'),
            countIf(sql`${sameHour} and ${counted}`).as('hourNegative'),
          ])
          .where(isCurrent)
          .executeTakeFirstOrThrow();
        habit = {
          always: sumOfShares(habit.always, { posts: row.posts, negative: row.negative }),
          sameHour: sumOfShares(habit.sameHour, { posts: row.hourPosts, negative: row.hourNegative }),
        };
      }
      return habit;
    },
  };
}

/** Votes that were given in a period on posts of each channel. */
async function countVotes(db: Kysely<Tables>, period: Period) {
  const counts = new Map<string, Pick<Learnt, 'votes' | 'corrections'>>();
  for await (const { since, until } of slicesOf(period, HOURS)) {
    const rows = await db
      .selectFrom('votes')
      .innerJoin('predictions', 'predictions.id', 'votes.prediction_id')
      .select(({ fn }) => [
        'channel',
        fn.countAll<number>().as('votes'),
        fn.count<number>('correction').as('corrections'),
      ])
      .where('votes.correct', 'in', [true, false]) // both ends of the index by side and time
      .where('votes.voted_at', '>=', since)
      .where('votes.voted_at', '<', until)
      .where('channel', 'is not', null)
      .groupBy('channel')
      .execute();
    for (const { channel, votes, corrections } of rows) {
      const before = counts.get(channel!) ?? { votes: 0, corrections: 0 };
      counts.set(channel!, {
        votes: before.votes + Number(votes),
        corrections: before.corrections + Number(corrections),
      });
    }
  }
  return counts;
}

/** Rules that were made in a period for each channel, and for everywhere under an empty name. */
async function countRules(db: Kysely<Tables>, { since, until }: Period): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('brand_rules')
    .select(({ fn }) => ['channel', fn.countAll<number>().as('rules')])
    .where('added_at', '>=', since)
    .where('added_at', '<', until)
    .groupBy('channel')
    .execute();
  return new Map(rows.map(({ channel, rules }) => [channel, Number(rules)]));
}

function sumOfShares(a: Share, b: Share): Share {
  return { posts: a.posts + Number(b.posts), negative: a.negative + Number(b.negative) };
}

const worstFirst = (a: JudgedPost, b: JudgedPost) =>
  a.probability - b.probability || a.createdAt - b.createdAt;

function toJudgedPost(row: Selectable<PredictionsTable>): JudgedPost {
  return { ...toPrediction(row), up: row.up, down: row.down };
}
