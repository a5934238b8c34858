// Brings a database to the tables that this program knows. Every migration is imported here, so that a bundle has all.
import { type Kysely, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { StorageError } from './errors.ts';
import * as access from './migrations/0013-access.ts';
import * as neutral from './migrations/0014-neutral.ts';
import * as load from './migrations/0015-load.ts';
import * as search from './migrations/0016-search.ts';
import * as setAside from './migrations/0017-set-aside.ts';
import * as names from './migrations/0018-names.ts';
import * as deployments from './migrations/0019-deployments.ts';
import * as scale from './migrations/0020-scale.ts';
import * as putOff from './migrations/0021-put-off.ts';
import * as once from './migrations/0022-once.ts';
import * as reasons from './migrations/0023-reasons.ts';
import * as topics from './migrations/0024-topics.ts';
import * as triage from './migrations/0025-triage.ts';
import * as unseen from './migrations/0026-unseen.ts';
import * as words from './migrations/0027-words.ts';
import * as placed from './migrations/0028-placed.ts';
import * as inTurn from './migrations/0029-in-turn.ts';
import * as feedback from './migrations/before-0013/0001-feedback.ts';
import * as replies from './migrations/before-0013/0002-replies.ts';
import * as rest from './migrations/before-0013/0004-rest.ts';
import * as alert from './migrations/before-0013/0005-alert.ts';
import * as delivery from './migrations/before-0013/0006-delivery.ts';
import * as channels from './migrations/before-0013/0007-channels.ts';
import * as reviews from './migrations/before-0013/0008-reviews.ts';
import * as digests from './migrations/before-0013/0010-digests.ts';
import * as models from './migrations/before-0013/0011-models.ts';
import * as drift from './migrations/before-0013/0012-drift.ts';
import type { Tables } from './tables.ts';

/**
 * In the order of their names. What was released is never changed, only followed by another. The gaps in the numbers are no
 * lost files: 0003 and 0009 were never used, and renaming the others would make existing databases run them again.
 */
const migrations = {
  '0001-feedback': feedback,
  '0002-replies': replies,
  '0004-rest': rest,
  '0005-alert': alert,
  '0006-delivery': delivery,
  '0007-channels': channels,
  '0008-reviews': reviews,
  '0010-digests': digests,
  '0011-models': models,
  '0012-drift': drift,
  '0013-access': access,
  '0014-neutral': neutral,
  '0015-load': load,
  '0016-search': search,
  '0017-set-aside': setAside,
  '0018-names': names,
  '0019-deployments': deployments,
  '0020-scale': scale,
  '0021-put-off': putOff,
  '0022-once': once,
  '0023-reasons': reasons,
  '0024-topics': topics,
  '0025-triage': triage,
  '0026-unseen': unseen,
  '0027-words': words,
  '0028-placed': placed,
  '0029-in-turn': inTurn,
};

/**
 * Ends the name of a migration that takes away what earlier versions read or write. All others only add: an earlier version goes
 * on beside them, and starts again on what they have made.
 */
const BREAKS = '-breaks';

/**
 * Runs the migrations that are missing, all or none. Replicas that start at once wait for one another.
 * @throws {StorageError} when a newer program has taken away what this one uses.
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  if (!error) return;
  const done = await applied(db);
  const newer = done.filter(isNewer);
  if (newer.length === 0) throw error;
  const complete = Object.keys(migrations).every((name) => done.includes(name));
  if (complete && !newer.some((name) => name.endsWith(BREAKS))) return;
  throw new StorageError(
    `The database was made by another version of this program (it has ${newer.join(', ')}), and this one cannot use it; run that version.`,
    { cause: error },
  );
}

/** @returns what a newer program has added; this one goes on, for nothing is taken from under it. */
export async function newerMigrations(db: Kysely<Tables>): Promise<string[]> {
  return (await applied(db)).filter(isNewer);
}

const isNewer = (name: string) => !Object.hasOwn(migrations, name);

async function applied(db: Kysely<Tables>): Promise<string[]> {
  const query = sql<{ name: string }>`select name from kysely_migration order by name`;
  return query.execute(db).then(
    ({ rows }) => rows.map(({ name }) => name),
    () => [], // not even that table can be read: the first error says why
  );
}
