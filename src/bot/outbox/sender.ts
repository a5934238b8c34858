// Delivers the queued messages: one replica at a time, so that the limits of the app hold over all of them; the oldest message of
// each conversation, in turn; again where that cannot post anything twice.

import { createBackgroundTask } from '../../background/task.ts';
import { random, sleep, startTimer, stopTimer, wallClock } from '../../clock.ts';
import { withoutThread } from '../../delivery/conversation-id.ts';
import type { OldestInConversation, Outbox, QueuedMessage } from '../../delivery/outbox.ts';
import { unseenOf } from '../../delivery/replies.ts';
import type { ConnectorError } from '../protocol/connector-client.ts';
import type { createDeliver, DeliveryOutcome } from './deliver.ts';
import { createWindows, type Limits, TEAMS_LIMITS } from './limits.ts';
import type { Messenger } from './messenger.ts';
import type { ReportUndelivered } from './report-undelivered.ts';
import { createThrottle } from './throttle.ts';

/** Calls under way at once. */
const PARALLEL = 30;
const SECOND = 1000;
/** A replica that was not heard of for so long has died, and another one sends. */
const LEASE = 15 * SECOND;
const RENEW = 5 * SECOND;
const LONGEST_WAIT = 60 * SECOND;
/** For how much longer than something new is said what stands is brought to its last state, or taken back. */
const CHANGES_LAST = 7 * 24 * 3600 * SECOND;

export interface SenderParts {
  readonly outbox: Outbox;
  readonly deliver: ReturnType<typeof createDeliver>;
  readonly messenger: Pick<Messenger, 'leave'>;
  readonly reportUndelivered: ReportUndelivered;
  readonly log: {
    info(fields: object, message: string): void;
    warn(fields: object, message: string): void;
    error(fields: object, message: string): void;
  };
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
  /** The same, in time that every replica shares and that never jumps, for the lease and waits. It runs fast while it catches up. */
  readonly steady?: (() => number) | undefined;
  /** Milliseconds since any moment, neither faster nor slower than those of Teams, for its limits. */
  readonly monotonic?: (() => number) | undefined;
  /** Name of this replica. */
  readonly owner: string;
  readonly limits?: Limits | undefined;
  /** Milliseconds between two looks at what other replicas have queued. */
  readonly lookAgain?: number | undefined;
  /** Milliseconds to wait after the first failure of a message; doubled after each further one. */
  readonly firstRetry?: number | undefined;
}

/** Gives back the place of a message in the limits. */
type Release = () => void;

export interface Sender {
  /** Messages may be waiting. Call it once at start too: then it looks by itself. */
  notify(): void;
  /** Begins nothing more; resolves when what is under way has ended, or after `patience` ms. */
  stop(patience?: number): Promise<void>;
}

export function createSender({
  outbox,
  deliver,
  messenger,
  reportUndelivered,
  log,
  clock = wallClock,
  steady = clock,
  monotonic = steady,
  owner,
  limits = TEAMS_LIMITS,
  lookAgain = 100,
  firstRetry = SECOND,
}: SenderParts): Sender {
  const threads = createWindows(limits.thread);
  const tenants = createWindows(limits.tenant);
  const throttle = createThrottle();
  /** Conversations with a call under way. */
  const underWay = new Map<string, Promise<void>>();
  /** Messages that may have been noted as about to be sent, though the store never answered: nothing was sent. */
  const stranded = new Set<string>();
  /** Conversations that have used up a limit, until when. */
  const resting = new Map<string, number>();
  /** When the limit of the app lets it write again: until then nothing is worth looking at. */
  let fullUntil = 0;
  let leads = false;
  /** Whether what an earlier sender left half done was taken up. */
  let recovered = false;
  /** Whether others may wait for this one's lease to end. */
  let holds = false;
  let renewAt = 0;
  /** Until when nobody else can have sent. */
  let heldUntil = 0;
  let stopped = false;

  async function lead(now: number): Promise<boolean> {
    if (now < renewAt) return leads;
    leads = await outbox.lead(owner, now, LEASE);
    renewAt = now + RENEW;
    if (!leads && holds && underWay.size === 0) await outbox.abdicate(owner);
    holds = leads || (holds && underWay.size > 0);
    // Who stood still for longer than its lease may get it back, and never hear of the one who sent meanwhile and died.
    if (!leads || now >= heldUntil) {
      recovered = false;
      stranded.clear(); // whoever leads next takes up all that was left
    }
    if (leads) heldUntil = now + LEASE;
    return leads;
  }

  /** Lets wait again what is noted as under way and is not. */
  async function takeUp(): Promise<void> {
    if (!recovered) {
      for (const queued of await outbox.recover()) reportUndelivered('unknown', queued);
      recovered = true;
      stranded.clear();
    }
    for (const id of stranded) {
      await outbox.postpone(id, 0);
      stranded.delete(id);
    }
  }

  /** @returns in how many milliseconds to look again. */
  async function look(): Promise<number | undefined> {
    const now = steady();
    if (!(await lead(now))) return RENEW;
    if (!recovered && underWay.size > 0) return RENEW; // or once they have ended: they are not lost
    await takeUp();
    const tick = monotonic();
    const pause = Math.max(fullUntil - tick, throttle.pause(tick));
    if (pause > 0) return Math.min(pause, RENEW); // it goes on to lead
    const room = throttle.atOnce(PARALLEL) - underWay.size;
    if (room <= 0) return RENEW; // or as soon as one of them ends
    for (const [conversation, until] of resting) if (until <= tick) resting.delete(conversation);
    const oldestPerConversation = await outbox.oldestPerConversation(
      now,
      room,
      [...underWay.keys(), ...resting.keys()],
      throttle.waiting(tick),
    );
    const granted = new Map<string, Release>();
    for (const oldest of oldestPerConversation) {
      const release = grant(oldest, tick);
      if (release) granted.set(oldest.id, release);
    }
    if (granted.size > 0) await send(granted);
    return oldestPerConversation.length === room ? Math.min(Math.max(fullUntil - tick, 0), RENEW) : lookAgain;
  }

  async function send(granted: Map<string, Release>): Promise<void> {
    try {
      for (const queued of await outbox.begin([...granted.keys()], owner, steady())) {
        follow(queued, granted.get(queued.id)!);
        granted.delete(queued.id);
      }
    } catch (error) {
      for (const id of granted.keys()) stranded.add(id);
      throw error;
    } finally {
      for (const release of granted.values()) release();
    }
  }

  /** Takes a place in the limits for this message, where there is one. */
  function grant(
    { reference: { conversation, tenant = '' }, card, until }: OldestInConversation,
    now: number,
  ): Release | undefined {
    if (card === null && until < clock()) return () => {}; // it will not be sent
    const rested = threads.next(conversation, now);
    if (rested > now) resting.set(conversation, rested);
    const free = tenants.next(tenant, now);
    if (free > now) fullUntil = free;
    if (rested > now || free > now) return undefined;
    threads.begin(conversation);
    tenants.begin(tenant);
    return () => {
      threads.end(conversation, monotonic());
      tenants.end(tenant, monotonic());
      if (fullUntil === Number.POSITIVE_INFINITY) fullUntil = 0;
    };
  }

  function follow(queued: QueuedMessage, release: Release) {
    const { conversation } = queued.reference;
    const end = bring(queued)
      .catch((err) => log.error({ err }, 'a message could not be delivered'))
      .finally(() => {
        release();
        underWay.delete(conversation);
        task.notify();
      });
    underWay.set(conversation, end);
  }

  async function bring(queued: QueuedMessage): Promise<void> {
    const late = queued.until < clock();
    if (late && (queued.card === null || queued.until + CHANGES_LAST < clock())) return drop(queued, 'late');
    const outcome = await deliver(queued, late).catch(async (error) => {
      // The store failed, and nothing was sent.
      await persist(() => outbox.postpone(queued.id, steady() + firstRetry));
      throw error;
    });
    await settle(queued, outcome);
  }

  async function settle(queued: QueuedMessage, outcome: DeliveryOutcome): Promise<void> {
    const channel = withoutThread(queued.reference.conversation);
    if (outcome.kind === 'delivered') {
      if (outcome.call) throttle.pass(channel);
      return persist(() => outbox.delivered(outcome.done));
    }
    // Another call needs another place in the limits.
    if (outcome.kind === 'for all') return persist(() => outbox.postpone(queued.id, 0));
    if (outcome.kind === 'late' || outcome.kind === 'unseen') return drop(queued, outcome.kind);
    const { kind, why } = outcome;
    // At once, as some answers would have it, is too soon.
    const wait =
      kind === 'again' ? Math.max(outcome.wait ?? backoff(queued.attempts), firstRetry) : undefined;
    log.warn({ kind, why: why.message, attempts: queued.attempts, wait }, 'a message was not delivered');
    if (wait !== undefined && isThrottled(why)) throttle.refuse(channel, wait, monotonic());
    const until = queued.until + (outcome.call === 'create' ? 0 : CHANGES_LAST);
    if (wait !== undefined && clock() + wait <= until)
      return persist(() => outbox.postpone(queued.id, steady() + wait));
    await drop(queued, kind === 'again' ? 'late' : kind);
    if (kind === 'thread gone') await persist(() => outbox.dropConversation(queued.reference.conversation));
    if (kind === 'place closed') await persist(() => messenger.leave(queued.reference.conversation));
  }

  async function drop(queued: QueuedMessage, reason: string): Promise<void> {
    const { id, reference, card, predictionId } = queued;
    const unseen = reason === 'unknown' ? unseenOf(reference.conversation, card, predictionId) : undefined;
    await persist(() => outbox.delivered({ id, unseen }));
    reportUndelivered(reason, queued);
  }

  /** What has happened in Teams must get into the store, however long that takes. */
  async function persist(write: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1; ; attempt++)
      try {
        await write();
        return;
      } catch (err) {
        if (stopped) throw err;
        log.error({ err, attempt }, 'what was said could not be noted; trying again');
        await sleep(backoff(attempt));
      }
  }

  /** Doubled each time, and up to a fifth more, so that not everybody comes back at once. */
  const backoff = (attempt: number) =>
    Math.ceil(Math.min(firstRetry * 2 ** (attempt - 1), LONGEST_WAIT) * (1 + random() / 5));

  const task = createBackgroundTask({
    work: look,
    onFailure: (err, wait) => log.error({ err, wait }, 'the outbox cannot be read; trying again'),
  });

  return {
    notify: task.notify,
    async stop(patience = 5 * SECOND) {
      await task.stop(patience);
      stopped = true;
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const limit = startTimer(resolve, patience);
      await Promise.race([Promise.allSettled(underWay.values()), late]);
      stopTimer(limit);
      if (holds) await outbox.abdicate(owner);
    },
  };
}

/** 503 is also what a part of Teams answers that is away for a moment; with a time to wait it asks for less. */
const isThrottled = ({ status, retryAfter }: ConnectorError) =>
  status === 429 || (status === 503 && retryAfter !== undefined);
