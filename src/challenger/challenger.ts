// A second model judges some posts after they were answered. It uses spare capacity only: it runs while no post is waiting,
// drops posts instead of queueing them without limit, and is shut down when memory runs short or it keeps failing. It never
// affects an answer.
import { random as anyRandom, monotonicClock, sleep } from '../clock.ts';
import type { Classifier, Verdict } from '../sentiment/verdict.ts';
import type { ChallengerStore, ChallengerVerdict } from './challenger-store.ts';

/** Maximum queue length; beyond it the oldest post is dropped. */
const MOST_WAITING = 32;
/** Verdicts that are written at once: SQLite takes 1.6 ms for a write of any size, in which nothing else runs. */
const BATCH = 32;
/** Milliseconds between two writes of fewer. */
const WRITE_AFTER = 10_000;
/** Consecutive failures after which it is shut down. */
const MOST_FAILURES = 5;
/** Milliseconds between two checks for spare capacity. */
const PAUSE = 20;

export type OffReason = 'load' | 'memory' | 'failures';

export interface ChallengerState {
  readonly state: 'loading' | 'judging' | 'off';
  /** Why it is off. */
  readonly reason: OffReason | null;
  /** Version, once it is known. */
  readonly version: string | null;
  /** Bytes by which the memory of the process grew when it was loaded; null before. */
  readonly memory: number | null;
}

/** A post that the model in service has judged. */
export interface OfferedPost {
  readonly id: string;
  readonly text: string;
  readonly verdict: Verdict;
}

export interface Challenger {
  readonly now: ChallengerState;
  /** Takes a post, or does not. Returns at once and never throws. */
  offer(post: OfferedPost): void;
  /** Loads the model; resolves when it judges, or is off. */
  start(): Promise<void>;
  /** Lets go of the posts that wait and writes what it has found. */
  stop(): Promise<void>;
}

export interface ChallengerParts {
  readonly load: () => Promise<Classifier>;
  readonly champion: { readonly model: string; readonly inHand: number };
  readonly store: Pick<ChallengerStore, 'addVerdicts'>;
  /** Part of the posts that it judges, 0 to 1. */
  readonly share: number;
  /** Bytes of memory of the process beyond which it is let go. */
  readonly memoryLimit: number;
  /** Bytes of memory of the process. */
  readonly memory?: () => number;
  readonly random?: () => number;
  readonly pause?: number;
  readonly writeAfter?: number;
  /** Called with the reason when it is shut down. */
  readonly onOff?: (reason: OffReason, error?: unknown) => void;
  /** Called with the outcome of each accepted post. */
  readonly onPost?: (outcome: 'judged' | 'dropped' | 'failed' | 'lost') => void;
}

export function createChallenger(parts: ChallengerParts): Challenger {
  const { champion, share, memoryLimit, memory = process.memoryUsage.rss, random = anyRandom } = parts;
  const { pause = PAUSE, writeAfter = WRITE_AFTER, onOff = () => {}, onPost = () => {} } = parts;
  let now: ChallengerState = { state: 'loading', reason: null, version: null, memory: null };
  let classifier: Classifier | undefined;
  let waiting: OfferedPost[] = [];
  let found: ChallengerVerdict[] = [];
  let written = 0;
  let failures = 0;
  let starting: Promise<void> | undefined;
  let working: Promise<void> | undefined;
  let stopped = false;

  async function load(): Promise<void> {
    const before = memory();
    try {
      classifier = await parts.load();
    } catch (error) {
      return letGo('load', error);
    }
    const after = memory();
    const grown = Math.max(0, after - before);
    now = { state: 'judging', reason: null, version: classifier.model, memory: grown };
    if (after > memoryLimit) await letGo('memory');
  }

  async function letGo(reason: OffReason, error?: unknown): Promise<void> {
    now = { ...now, state: 'off', reason };
    waiting = [];
    onOff(reason, error);
    await classifier?.close();
  }

  async function judge({ id, text }: OfferedPost): Promise<void> {
    try {
      const verdict = await classifier!.classify(text);
      failures = 0;
      if (!verdict) return;
      const { model: challenger, label, probability } = verdict;
      found.push({ predictionId: id, challenger, label, probability });
      onPost('judged');
    } catch (error) {
      failures += 1;
      onPost('failed');
      if (failures >= MOST_FAILURES) await letGo('failures', error);
    }
  }

  /** Verdicts that the store rejects are lost: nothing depends on them. */
  async function write(): Promise<void> {
    const verdicts = found;
    found = [];
    written = monotonicClock();
    await parts.store.addVerdicts(verdicts).catch(() => {
      for (const _ of verdicts) onPost('lost');
    });
  }

  /** One step at a time, and only while no post is waiting for an answer. */
  async function work(): Promise<void> {
    while (!stopped && now.state === 'judging' && waiting.length + found.length > 0) {
      await sleep(pause, { ref: false });
      if (stopped || champion.inHand > 0) continue;
      if (memory() > memoryLimit) await letGo('memory');
      else if (found.length >= BATCH || (found.length > 0 && monotonicClock() - written >= writeAfter))
        await write();
      else if (waiting.length > 0) await judge(waiting.shift()!);
    }
  }

  return {
    get now() {
      return now;
    },

    offer(post) {
      if (stopped || now.state !== 'judging' || random() >= share) return;
      // A verdict set by brand rules is not the model's own, and comparing a model with itself shows nothing.
      if (post.verdict.brand || post.verdict.model === now.version) return;
      waiting.push(post);
      if (waiting.length > MOST_WAITING) {
        waiting.shift();
        onPost('dropped');
      }
      working ??= work()
        .catch((error) => letGo('failures', error))
        .finally(() => {
          working = undefined;
        });
    },

    start() {
      starting = load();
      return starting;
    },

    async stop() {
      stopped = true;
      waiting = [];
      await starting;
      await working;
      if (now.state === 'off') return;
      if (found.length > 0) await write();
      await classifier?.close();
    },
  };
}
