// Incidents, and the 👎 that the alert rules look at, with the same queries on SQLite and PostgreSQL.
import type { Transaction } from 'kysely';
import { z } from 'zod';
import { ALERT_RULES, type AlertRule, type Incident, incidentId, type Span } from '../../alert/incident.ts';
import type { AlertStore, RuleCheck } from '../../alert/incident-store.ts';
import { FEATURES } from '../../drift/compare.ts';
import type { Correction, Tally } from '../../feedback/prediction.ts';
import type { Trace } from '../../feedback/trace.ts';
import { composedOnce } from '../composed.ts';
import { deleteOlder } from '../engine/chunks.ts';
import type { Database } from '../engine/database.ts';
import { fromTrace, toPrediction, toVote } from '../engine/rows.ts';
import type { Tables } from '../engine/tables.ts';
import { knownWord, parseColumn } from '../unreadable/rows.ts';

/** Writing the row, to what it is, locks it: whoever looks by the same rule waits. */
const lockRule = composedOnce((db, rule: string) =>
  db
    .insertInto('alert_rules')
    .values({ rule, judged_until: 0 })
    .onConflict((conflict) =>
      conflict.column('rule').doUpdateSet((row) => ({ judged_until: row.ref('alert_rules.judged_until') })),
    )
    .returning('judged_until'),
);

const incidentsOf = composedOnce((db, rule: string, since: number) =>
  db
    .selectFrom('incidents')
    .select(['first_at as firstAt', 'last_at as lastAt'])
    .where('rule', '=', rule)
    .where('last_at', '>=', since)
    .orderBy('first_at'),
);

const badVotes = composedOnce((db, since: number) =>
  db.selectFrom('votes').select('voted_at').where('correct', '=', false).where('voted_at', '>=', since),
);

const judgedUpTo = composedOnce((db, rule: string, until: number) =>
  db.updateTable('alert_rules').set({ judged_until: until }).where('rule', '=', rule),
);

export function createAlertStore({ db, unreadable }: Pick<Database, 'db' | 'unreadable'>): AlertStore {
  async function countVotes(on: typeof db, { firstAt, lastAt }: Span): Promise<Tally> {
    const sides = await on
      .selectFrom('votes')
      .select((select) => ['correct', select.fn.countAll<number>().as('count')])
      .where('correct', 'in', [true, false]) // both ends of the index by side and time
      .where('voted_at', '>=', firstAt)
      .where('voted_at', '<=', lastAt)
      .groupBy('correct')
      .execute();
    const count = (side: boolean) => sides.find(({ correct }) => Boolean(correct) === side)?.count ?? 0;
    return { up: Number(count(true)), down: Number(count(false)) };
  }

  type IncidentRow = Span & { readonly id: string; readonly rule: string; readonly moved: string | null };

  function toIncident({ id, rule, moved, firstAt, lastAt }: IncidentRow): Incident {
    const incident = { firstAt, lastAt, rule: knownWord('rule', ALERT_RULES, rule) };
    if (moved === null) return incident;
    // Whoever is to know of an incident learns of it, even when what had moved cannot be read any more.
    const read = unreadable.pass(
      'incidents',
      [moved],
      () => `${id} (moved)`,
      (json) => parseColumn(json, changes),
    );
    return { ...incident, moved: read.values[0] };
  }

  async function openTurn(trx: Transaction<Tables>, rule: AlertRule): Promise<RuleCheck> {
    const { judged_until: judgedUntil } = (await lockRule(trx, rule)).rows[0]!;
    return {
      judgedUntil,
      incidentsSince: async (since) => (await incidentsOf(trx, rule, since)).rows,
      badVotesSince: async (since) => (await badVotes(trx, since)).rows.map(({ voted_at }) => voted_at),
      tallyIn: (span) => countVotes(trx, span),
      async judged(until) {
        await judgedUpTo(trx, rule, until);
      },
      keep: (incident, mail, trace) => keepIncident(trx, incident, mail, trace),
    };
  }

  return {
    inTurn: (rule, look) => db.transaction().execute(async (trx) => look(await openTurn(trx, rule))),

    async findIncident(id) {
      const row = await db
        .selectFrom('incidents')
        .select(['id', 'rule', 'first_at as firstAt', 'last_at as lastAt', 'moved'])
        .where('id', '=', id)
        .executeTakeFirst();
      return row && unreadable.one('incidents', row, id, toIncident);
    },

    async latestIncidents(most) {
      const rows = await db
        .selectFrom('incidents')
        .select(['id', 'rule', 'first_at as firstAt', 'last_at as lastAt', 'moved'])
        .orderBy('last_at', 'desc')
        .limit(most)
        .execute();
      return unreadable.pass('incidents', rows, ({ id }) => id, toIncident).values;
    },

    async badVotesIn({ firstAt, lastAt }, most) {
      const rows = await db
        .selectFrom('votes')
        .innerJoin('predictions', 'predictions.id', 'votes.prediction_id')
        .selectAll(['votes', 'predictions'])
        .select(['votes.topics as voted_topics', 'predictions.topics as predicted_topics']) // of one name in both tables
        .where('votes.correct', '=', false)
        .where('votes.voted_at', '>=', firstAt)
        .where('votes.voted_at', '<=', lastAt)
        .orderBy('votes.voted_at', 'desc')
        .limit(most)
        .execute();
      const toBadVote = (row: (typeof rows)[number]) => ({
        prediction: toPrediction({ ...row, topics: row.predicted_topics }),
        vote: toVote({ ...row, topics: row.voted_topics }),
      });
      return unreadable.pass('predictions', rows, ({ id }) => id, toBadVote).values;
    },

    tallyIn: (span) => countVotes(db, span),

    async correctionsIn({ firstAt, lastAt }) {
      const rows = await db
        .selectFrom('votes')
        .select((select) => ['correction', select.fn.countAll<number>().as('people')])
        .where('correct', '=', false)
        .where('voted_at', '>=', firstAt)
        .where('voted_at', '<=', lastAt)
        .where('correction', 'is not', null)
        .groupBy('correction')
        .execute();
      const people = (label: Correction) =>
        Number(rows.find(({ correction }) => correction === label)?.people ?? 0);
      return {
        negative: people('negative'),
        neutral: people('neutral'),
        positive: people('positive'),
      };
    },

    deleteIncidents: (before) => deleteOlder(db, 'incidents', { time: 'last_at', key: ['id'] }, before),
  };
}

const share = z.number().nullable();
const changes = z.array(
  z.object({
    feature: z.enum(FEATURES),
    psi: share,
    p: share,
    moved: z.boolean(),
    before: share,
    now: share,
  }),
);

const goOn = composedOnce((db, id: string, lastAt: number) =>
  db.updateTable('incidents').set({ last_at: lastAt }).where('id', '=', id).returning('id'),
);

async function keepIncident(
  trx: Transaction<Tables>,
  incident: Incident,
  mail: boolean,
  trace?: Trace,
): Promise<void> {
  const id = incidentId(incident);
  const { rule, firstAt, lastAt, moved } = incident;
  if ((await goOn(trx, id, lastAt)).rows.length > 0) return;
  await trx
    .insertInto('incidents')
    .values({
      id,
      rule,
      first_at: firstAt,
      last_at: lastAt,
      moved: moved === undefined ? null : JSON.stringify(moved),
    })
    .execute();
  if (trace) await trx.insertInto('traces').values(fromTrace(trace)).execute();
  if (mail) await trx.insertInto('mails').values({ incident_id: id, attempts: 0, due_at: 0 }).execute();
}
