// Several deployments (builds of the service with their models) may run on one PostgreSQL, as in two slots. The one that Teams
// hands activities to is in service; the others take no jobs, send nothing and announce nothing.
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { composedOnce } from '../../composed.ts';
import type { Database } from '../../engine/database.ts';
import type { Tables } from '../../engine/tables.ts';

const SECOND = 1000;
/** Requests under way at a swap, and replicas that are replaced one by one, may still come to the deployment before. */
const OVERLAP = 60 * SECOND;
/** A deployment that was not seen for so long has ended. */
const ENDED = 120 * SECOND;
/** After so long its name is forgotten. */
const FORGOTTEN = 7 * 24 * 3600 * SECOND;
/** Notes of what Teams hands over that are closer together than this are one. */
const FINE = 5 * SECOND;

export interface Deployment {
  /** One of its processes is alive. */
  seen(): Promise<void>;
  /** Teams hands it something: noted in the transaction that keeps what it is, if any. @returns to be called once that is committed. */
  handed(on?: Kysely<Tables>): Promise<() => void>;
  /** As a condition of a query. @param now by the clock of the store. */
  readonly inService: (now: number) => RawBuilder<boolean>;
  isInService(): Promise<boolean>;
}

const noteHanded = composedOnce((db, name: string, now: number, before: number) =>
  db
    .updateTable('deployments')
    .set({ seen_at: now, handed_at: now })
    .where('name', '=', name)
    .where('handed_at', '<=', before),
);

const noteSeen = composedOnce((db, name: string, now: number) =>
  db
    .insertInto('deployments')
    .values({ name, seen_at: now, handed_at: 0 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ seen_at: now })),
);

/** The only one on its database. */
export const ALONE: Deployment = {
  async seen() {},
  handed: async () => () => {},
  inService: () => sql<boolean>`1 = 1`,
  isInService: async () => true,
};

/**
 * In service is every deployment that Teams handed something no more than a minute before it last did to any that is alive;
 * where it never did, all are.
 * @param name the same for every replica of the deployment.
 */
export async function openDeployment(
  { db, kind, clock }: Pick<Database, 'db' | 'kind' | 'clock'>,
  name: string,
): Promise<Deployment> {
  if (kind === 'sqlite') return ALONE; // the folder belongs to one process
  let notedAt = 0;

  const inService = (now: number) => sql<boolean>`exists (
    select 1 from deployments as own where own.name = ${name} and own.handed_at >= (
      select max(handed_at) from deployments where name = ${name} or seen_at + ${ENDED} >= ${now}
    ) - ${OVERLAP}
  )`;
  const isInService = composedOnce((on, now: number) => on.selectNoFrom(inService(now).as('here')));

  const deployment: Deployment = {
    async seen() {
      await noteSeen(db, name, clock());
    },

    async handed(on = db) {
      const now = clock();
      if (Math.abs(now - notedAt) < FINE) return () => {}; // a clock may be put back
      await noteHanded(on, name, now, now - FINE);
      const noted = () => {
        notedAt = now;
      };
      if (on === db) noted();
      return noted;
    },

    inService,

    async isInService() {
      return (await isInService(db, clock())).rows[0]!.here;
    },
  };
  await deployment.seen();
  await db
    .deleteFrom('deployments')
    .where('seen_at', '<', clock() - FORGOTTEN)
    .execute();
  return deployment;
}
