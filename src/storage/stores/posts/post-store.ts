// Finds posts: they are looked for newest first, until a page is full or enough was looked at.
import { nextTurn } from '../../../clock.ts';
import type { FoundPost, PostFilter, PostPage, PostPlace, PostStore } from '../../../feedback/posts.ts';
import type { Correction } from '../../../feedback/prediction.ts';
import type { Database } from '../../engine/database.ts';
import { noNul, toPrediction } from '../../engine/rows.ts';
import { toHandling, triageRowsOf } from '../triage/triage-rows.ts';
import { createCandidates } from './candidates.ts';
import { correctionsOf } from './corrections.ts';

export function createPostStore(database: Pick<Database, 'db' | 'kind' | 'unreadable'>): PostStore {
  const { db, unreadable } = database;
  const lookFor = createCandidates(database);

  /** Where the posts stand that fit, one more than a page holds, and where it ended if there is more to look at. */
  async function look(filter: PostFilter, after: PostPlace | undefined, most: number) {
    const fitting: PostPlace[] = [];
    let next: PostPlace | null = null;
    for await (const { fitting: found, last } of lookFor(filter, after, most + 1)) {
      fitting.push(...found);
      if (fitting.length > most) return { fitting: fitting.slice(0, most), next: fitting[most - 1]! };
      next = last ?? null;
      await nextTurn();
    }
    return { fitting, next };
  }

  async function read(ids: readonly string[]): Promise<FoundPost[]> {
    if (ids.length === 0) return []; // PostgreSQL knows no empty list
    const rows = await db
      .selectFrom('predictions')
      .leftJoin('reviews', 'reviews.id', 'predictions.review')
      .selectAll('predictions')
      .select('reviews.label as reviewed')
      .where('predictions.id', 'in', ids)
      .execute();
    const corrections = await correctionsOf(db, ids);
    const triage = await triageRowsOf(
      db,
      rows.flatMap(({ id, status }) => (status === null ? [] : [id])),
    );
    const handlingOf = (id: string) => {
      const row = triage.get(id);
      return row ? toHandling(row) : null;
    };
    const toFound = ({ reviewed, ...row }: (typeof rows)[number]): FoundPost => ({
      prediction: toPrediction(row),
      tally: { up: row.up, down: row.down },
      corrections: corrections.get(row.id)!,
      review: reviewed as Correction | null,
      handling: handlingOf(row.id),
    });
    const found = unreadable.pass('predictions', rows, ({ id }) => id, toFound).values;
    return found.sort((a, b) => ids.indexOf(a.prediction.id) - ids.indexOf(b.prediction.id));
  }

  return {
    async find(filter, after, most): Promise<PostPage> {
      const { fitting, next } = await look(filter, after, most);
      return {
        posts: await read(fitting.map(({ id }) => id)),
        next: next && { at: next.at, id: next.id },
      };
    },
    get: async (id) => (await read([noNul(id)]))[0],
  };
}
