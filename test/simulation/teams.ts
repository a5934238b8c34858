// Teams, as far as a bot sees it: it keeps what the bot posts, counts how often it writes, and fails when told to.
import type { Limit } from '../../src/bot/outbox/limits.ts';
import type { ConnectorFault } from './history.ts';
import { theStore } from './store.ts';
import { pause, theWorld } from './time.ts';
import { type Answer, Cut, type Program } from './wire.ts';

export interface Shown {
  readonly id: string;
  /** Thread included. */
  readonly conversation: string;
  readonly replyTo: string | undefined;
  readonly at: number;
  /** Earlier verdicts under the same post that the bot had written down by then. */
  readonly known: readonly string[];
  /** Cards that waited in the same conversation, to be said for the first time, with since when. */
  readonly waiting: readonly { readonly post: string; readonly since: number }[];
  // biome-ignore lint/suspicious/noExplicitAny: cards have any shape
  body: any;
  /** Whether it is a verdict: those are marked as made by an AI. */
  verdict: boolean;
  prediction: string | undefined;
}

export interface Teams {
  readonly program: Program;
  /** What stands, by id. */
  readonly shown: ReadonlyMap<string, Shown>;
  /** The verdicts that stand under a post. */
  under(post: string): readonly Shown[];
  /** Posts under which several messages stand. */
  readonly crowded: ReadonlySet<string>;
  /** Calls that came more often than Teams allows. */
  readonly exceeded: readonly string[];
  fail(fault: ConnectorFault, share: number): void;
  heal(): void;
}

const SECOND = 1000;
/** https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit, written down once more: the service has a copy of its own. */
const LIMITS = {
  thread: [
    { most: 7, milliseconds: SECOND },
    { most: 8, milliseconds: 2 * SECOND },
    { most: 60, milliseconds: 30 * SECOND },
    { most: 1800, milliseconds: 3600 * SECOND },
  ],
  tenant: [{ most: 30, milliseconds: SECOND }],
};

const PATH = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/?]+))?$/;
export const SERVICE_URL = 'http://127.0.0.1:9/';

export function createTeams(note: (line: string) => void): Teams {
  const shown = new Map<string, Shown>();
  const byPost = new Map<string, Shown[]>();
  const crowded = new Set<string>();
  const exceeded: string[] = [];
  const calls = new Map<string, number[]>();
  const { chance } = theWorld().outside;
  let fault: ConnectorFault | undefined;
  let share = 0;
  let count = 0;

  /** The windows of Teams, by when calls arrive. */
  function watch(key: string, limits: readonly Limit[]) {
    const { now } = theWorld();
    const times = calls.get(key) ?? [];
    times.push(now);
    if (times.length > 2000) times.splice(0, times.length - 2000);
    calls.set(key, times);
    for (const { most, milliseconds } of limits) {
      const before = times.at(-most - 1);
      if (before !== undefined && now - before < milliseconds)
        exceeded.push(`${most + 1} calls in ${Math.round(now - before)} ms in ${key}`);
    }
  }

  function read(body: Shown['body']) {
    const text = JSON.stringify(body);
    return {
      body,
      verdict: (body.entities ?? []).some((each: { type?: string }) => each.type?.includes('schema.org')),
      prediction: /"predictionId":"([^"]+)"/.exec(text)?.[1],
    };
  }

  function stand(post: string, those: Shown[]) {
    byPost.set(post, those);
    if (those.length > 1) crowded.add(post);
    else crowded.delete(post);
  }

  const knownUnder = (post: string | undefined) =>
    theStore.read('select reply from replies where post = ?', post ?? '').map(({ reply }) => String(reply));

  function workOn(
    method: string,
    conversation: string,
    activity: string | undefined,
    body: Shown['body'],
  ): Answer {
    const answer = (status: number, id?: string): Answer => ({ status, headers: {}, body: id ? { id } : {} });
    if (method === 'POST') {
      count += 1;
      const id = `reply-${count}`;
      const made = {
        id,
        conversation,
        replyTo: activity,
        at: theWorld().now,
        known: knownUnder(activity),
        waiting: theStore.waitingIn(conversation),
        ...read(body),
      };
      shown.set(id, made);
      if (activity) stand(activity, [...(byPost.get(activity) ?? []), made]);
      note(`teams shows ${id}${activity ? ` under ${activity}` : ''}${made.verdict ? ', a verdict' : ''}`);
      return answer(201, id);
    }
    const earlier = shown.get(activity ?? '');
    if (!earlier) return answer(404);
    if (method === 'DELETE') {
      shown.delete(earlier.id);
      const { replyTo } = earlier;
      if (replyTo)
        stand(
          replyTo,
          byPost.get(replyTo)!.filter((each) => each !== earlier),
        );
      note(`teams takes ${earlier.id} away`);
      return answer(200);
    }
    Object.assign(earlier, read(body));
    note(`teams changes ${earlier.id}`);
    return answer(200, earlier.id);
  }

  const program: Program = async ({ method, url, body }) => {
    const [, place, activity] = PATH.exec(url.pathname) ?? [];
    if (place === undefined) return { status: 404, headers: {}, body: {} };
    const conversation = decodeURIComponent(place);
    const failing = fault !== undefined && chance.is(share) ? fault : undefined;
    if (failing === 'refused') throw new Cut(false);
    watch(conversation, LIMITS.thread);
    watch('the tenant', LIMITS.tenant);
    const work = () => workOn(method, conversation, activity && decodeURIComponent(activity), body);
    if (failing === undefined) return work();
    note(`teams fails at a ${method}: ${JSON.stringify(failing)}`);
    if (typeof failing === 'object') return refusal(failing);
    if (failing === 'cut before') throw new Cut(true);
    if (failing === 'silent before') return new Promise<never>(() => {});
    if (failing === 'slow') await pause(chance.between(500, 14_000));
    const answer = work();
    if (failing === 'cut after') throw new Cut(true);
    if (failing === 'silent after') return new Promise<never>(() => {});
    return answer;
  };

  return {
    program,
    shown,
    under: (post) => (byPost.get(post) ?? []).filter(({ verdict }) => verdict),
    crowded,
    exceeded,
    fail(next, of) {
      fault = next;
      share = of;
    },
    heal() {
      fault = undefined;
    },
  };
}

function refusal({ status, retryAfter }: { status: number; retryAfter?: number }): Answer {
  const headers: Record<string, string> =
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { status, headers, body: { error: { code: 'Failed' } } };
}
