// Teams in a soak: hands activities over, and counts how soon each post gets its reply on the wire.
import { TEAMS_LIMITS } from '../../../src/bot/outbox/limits.ts';
import { type Call, type Connector, startConnector } from '../../bot/connector.ts';
import type { Sent } from '../../fixtures/activities.ts';
import { quantile } from './flatness.ts';
import type { Answered } from './traffic.ts';
import type { Minute } from './verdict.ts';

/** Milliseconds that Teams takes for a call. */
const TAKES = 20;
const PREDICTION = /"predictionId":"([0-9a-f-]{36})"/;

export interface Counted {
  posts: number;
  replies: number;
  doubled: number;
  /** Calls that bring a card up to date, or take it back. */
  updates: number;
  deletions: number;
  /** What is said without being asked: digests, notices, offers. */
  unasked: number;
  /** Edits, deletions and votes that were handed over. */
  followUps: number;
  /** Activities that were not taken, by what was answered. */
  refused: number;
}

export interface Teams {
  readonly connector: Connector;
  readonly counted: Counted;
  /** Posts without a reply so far. */
  readonly waiting: number;
  handPost(url: string, post: Sent): Promise<void>;
  handFollowUp(url: string, activity: Sent): Promise<void>;
  /** The waits of the posts that got their reply since the last call. @param at seconds since the posts began. */
  minute(at: number): Minute;
}

/** @param onAnswered told of each post that gets its reply. */
export async function startTeams(onAnswered: (answered: Answered) => void): Promise<Teams> {
  const counted: Counted = {
    posts: 0,
    replies: 0,
    doubled: 0,
    updates: 0,
    deletions: 0,
    unasked: 0,
    followUps: 0,
    refused: 0,
  };
  const waiting = new Map<string, { readonly post: Sent; readonly since: number }>();
  let waits: number[] = [];

  function onCall({ method, activity, body, done }: Call, id: string | undefined) {
    if (!done) return;
    if (method === 'PUT') counted.updates += 1;
    if (method === 'DELETE') counted.deletions += 1;
    if (method !== 'POST') return;
    const [, prediction] = PREDICTION.exec(JSON.stringify(body)) ?? [];
    const asked = activity === undefined ? undefined : waiting.get(activity);
    // Also the offer of fewer answers, once in each channel under a post that has its verdict.
    if (activity === undefined || prediction === undefined) counted.unasked += 1;
    else if (!asked) counted.doubled += 1;
    else {
      waiting.delete(activity);
      counted.replies += 1;
      waits.push(performance.now() - asked.since);
      if (id) onAnswered({ post: asked.post, reply: id, prediction });
    }
  }

  const connector = await startConnector({
    delay: TAKES,
    thread: TEAMS_LIMITS.thread,
    all: TEAMS_LIMITS.tenant,
    onCall,
  });

  async function hand(url: string, activity: Sent): Promise<boolean> {
    const answer = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...activity, serviceUrl: connector.url }),
      signal: AbortSignal.timeout(60_000),
    }).catch(() => undefined);
    await answer?.arrayBuffer();
    if (!answer?.ok) counted.refused += 1;
    return answer?.ok ?? false;
  }

  return {
    connector,
    counted,
    get waiting() {
      return waiting.size;
    },
    async handPost(url, post) {
      const id = String(post.id);
      counted.posts += 1;
      waiting.set(id, { post, since: performance.now() });
      if (!(await hand(url, post))) waiting.delete(id);
    },
    async handFollowUp(url, activity) {
      counted.followUps += 1;
      await hand(url, activity);
    },
    minute(at) {
      const taken = waits;
      waits = [];
      const [p50, p99] = [0.5, 0.99].map((share) => (taken.length > 0 ? quantile(taken, share) : Number.NaN));
      return { at, posts: taken.length, p50: p50!, p99: p99! };
    },
  };
}
