// Works on queued activities, after the HTTP response and across restarts: several jobs at once, those of one post in order.

import { createBackgroundTask } from '../../background/task.ts';
import { startTimer, stopTimer, wallClock } from '../../clock.ts';
import type { Job, JobStore } from '../../delivery/jobs.ts';
import { type OutgoingMessage, REPLY_LASTS } from '../../delivery/outgoing-message.ts';
import { ClassifierBusyError } from '../../sentiment/verdict.ts';
import type { ReportUndelivered } from '../outbox/report-undelivered.ts';
import { withoutPayload } from '../protocol/failure.ts';
import { createBehind } from './behind.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
/** Longer than a job can take: after it whoever had it has died, and another replica takes it. */
const LEASE = MINUTE;
/**
 * What was acknowledged takes effect however late: a deletion, a vote, an edit, a removal. Replies have a limit of their own,
 * see REPLY_LASTS. Only a job that keeps failing is given up: a post after so many attempts, anything else after a week too.
 */
const MANY_ATTEMPTS = 25;
const EFFECTS_LAST = 7 * 24 * 60 * MINUTE;
const LONGEST_WAIT = 30 * SECOND;
/** Other replicas may have died with jobs in hand, and postponed ones come due. */
const LOOK_AGAIN = SECOND;

export interface WorkerParts {
  readonly jobs: JobStore;
  /** Works on a job, and may do so again. @returns what is to be said about it. */
  readonly work: (job: Job) => Promise<readonly OutgoingMessage[]>;
  /** Called when messages wait. */
  readonly onOutgoing: () => void;
  readonly reportUndelivered: ReportUndelivered;
  readonly log: {
    debug(fields: object, message: string): void;
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  readonly telemetry: { exception(error: unknown, context: Readonly<Record<string, string>>): void };
  /** Jobs at once; below what the classifier lets wait. */
  readonly parallel: number;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
  /** The same, in time that every replica shares and that never jumps, for leases and waits. */
  readonly steady?: (() => number) | undefined;
  /** Milliseconds to wait after a job's first failure; doubled after each further one. */
  readonly firstRetry?: number | undefined;
}

export interface Worker {
  /** A job may be waiting. Call it once at start too: then it looks by itself. */
  notify(): void;
  /** Begins nothing more; resolves when what is in hand is done, or after `patience` ms. The rest stays in the store. */
  stop(patience?: number): Promise<void>;
}

export function createWorker({
  jobs,
  work,
  onOutgoing,
  reportUndelivered,
  log,
  telemetry,
  parallel,
  clock = wallClock,
  steady = clock,
  firstRetry = SECOND,
}: WorkerParts): Worker {
  const inHand = new Set<Promise<void>>();
  const behind = createBehind(log, steady);
  let looks = 0;

  async function take(): Promise<number | undefined> {
    const room = parallel - inHand.size;
    if (room <= 0) return undefined; // whoever is done next looks
    for (const job of await claim(room)) {
      const done = run(job)
        .catch((err) =>
          log.error({ err: withoutPayload(err) }, 'a job could not be put back; its lease will end'),
        )
        .finally(() => {
          inHand.delete(done);
          task.notify();
        });
      inHand.add(done);
    }
    return LOOK_AGAIN;
  }

  /**
   * The oldest first. Where they come too late for a reply, those first that do not, but for every fourth look: else nobody
   * got a reply while more comes than can be judged, and nothing old ever an end.
   */
  async function claim(room: number): Promise<readonly Job[]> {
    const now = steady();
    looks += 1;
    const fresh =
      behind.isTooLate && looks % 4 > 0 ? await jobs.claim(now, LEASE, room, now - REPLY_LASTS) : [];
    if (fresh.length === room) return fresh;
    const oldest = await jobs.claim(now, LEASE, room - fresh.length);
    const [first] = oldest.filter(({ attempts }) => attempts === 1);
    behind.note(first ? clock() - first.receivedAt : 0);
    return [...fresh, ...oldest];
  }

  async function run(job: Job): Promise<void> {
    if (isHopeless(job, clock())) {
      await jobs.finish(job, []);
      return reportUndelivered('failed', {});
    }
    try {
      const messages = await work(job);
      await jobs.finish(job, messages);
      if (messages.length > 0) onOutgoing();
    } catch (error) {
      const wait = Math.min(firstRetry * 2 ** (job.attempts - 1), LONGEST_WAIT);
      tell(error, job, wait);
      await jobs.postpone(job, steady() + wait);
    }
  }

  function tell(error: unknown, { activity, attempts }: Job, wait: number) {
    if (error instanceof ClassifierBusyError)
      return log.debug({ attempts, wait }, 'the classifier is busy; a post waits');
    const err = withoutPayload(error);
    log.error({ err, type: activity.type, attempts, wait }, 'a job failed; trying again');
    telemetry.exception(err, { room: 'bot', activity: activity.type });
  }

  const task = createBackgroundTask({
    work: take,
    onFailure: (err, wait) => log.error({ err, wait }, 'the jobs cannot be read; trying again'),
  });

  return {
    notify: task.notify,
    async stop(patience = 5 * SECOND) {
      await task.stop(patience);
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const limit = startTimer(resolve, patience);
      await Promise.race([Promise.allSettled(inHand), late]);
      stopTimer(limit);
    },
  };
}

/** However late a job is, it is tried; a clock that jumps gives nothing up. */
function isHopeless({ activity, attempts, receivedAt }: Job, now: number): boolean {
  if (attempts <= MANY_ATTEMPTS) return false;
  const isPost = activity.type === 'message' && activity.value == null;
  return receivedAt + (isPost ? REPLY_LASTS : EFFECTS_LAST) < now;
}
