// What happens in the world, from a seed: people who post, edit, delete, react and vote; programs that use the REST door; and
// everything that goes wrong. A history is a list, so that it can be made shorter.
import { type Chance, createChance } from './chance.ts';

export type Mood = 'negative' | 'neutral' | 'positive';
/** How an event reaches the bot: at once, twice, or after others that happened later. */
export type Delivery = 'once' | 'twice' | 'late';

interface At {
  /** Milliseconds from the beginning. */
  readonly at: number;
  /** By which other events speak of it. */
  readonly id: number;
}

export type WorldEvent = At &
  (
    | {
        readonly kind: 'post';
        readonly person: number;
        readonly channel: number;
        /** The post that began the thread; none begins one. */
        readonly under?: number | undefined;
        readonly mood: Mood;
        readonly delivery: Delivery;
      }
    | { readonly kind: 'edit'; readonly post: number; readonly mood: Mood; readonly delivery: Delivery }
    | { readonly kind: 'delete'; readonly post: number; readonly delivery: Delivery }
    | {
        readonly kind: 'vote';
        readonly person: number;
        readonly post: number;
        readonly correct: boolean;
        /** Reactions can be taken back. */
        readonly undo?: boolean;
        readonly delivery: Delivery;
      }
    | { readonly kind: 'predict'; readonly mood: Mood; readonly again: boolean }
    | { readonly kind: 'batch'; readonly moods: readonly Mood[]; readonly again: boolean }
    | { readonly kind: 'forward'; readonly person: number; readonly mood: Mood; readonly again: boolean }
    | {
        readonly kind: 'rest vote';
        readonly person: number;
        readonly prediction: number;
        readonly correct: boolean;
      }
    | { readonly kind: 'forget'; readonly person: number }
    | {
        readonly kind: 'choose';
        /** Of those that can be chosen; without it, the one before serves again. */
        readonly model?: number | undefined;
      }
    | { readonly kind: 'night'; readonly lasts: number }
    | {
        /** What was written in a channel on the days before anything else happens. */
        readonly kind: 'past';
        readonly channel: number;
        readonly posts: number;
        /** How many of them are. */
        readonly negative: number;
      }
    | { readonly kind: 'kill'; readonly replica: number; readonly after: number; readonly away: number }
    | { readonly kind: 'stop'; readonly replica: number; readonly away: number }
    | { readonly kind: 'upgrade'; readonly replica: number }
    | { readonly kind: 'freeze'; readonly replica: number; readonly lasts: number }
    | { readonly kind: 'clock'; readonly replica: number; readonly ahead: number }
    | { readonly kind: 'fail over' }
    | {
        readonly kind: 'store';
        readonly fault: 'away' | 'full' | 'read-only' | 'slow' | 'lost commits';
        readonly lasts: number;
      }
    | {
        readonly kind: 'connector';
        readonly fault: ConnectorFault;
        readonly share: number;
        readonly lasts: number;
      }
    | { readonly kind: 'mail'; readonly fault: MailFault; readonly lasts: number }
    | { readonly kind: 'ingestion'; readonly fault: 'away' | 'silent'; readonly lasts: number }
  );

export type ConnectorFault =
  | { readonly status: number; readonly retryAfter?: number }
  | 'refused'
  | 'cut before'
  | 'cut after'
  | 'silent before'
  | 'silent after'
  | 'slow';
export type MailFault = 'away' | 'greylisting' | 'slow after DATA' | 'cut after DATA' | 'refuses';

export interface HistoryOptions {
  readonly seed: string;
  /** Virtual milliseconds in which things happen. */
  readonly length: number;
  /** How many posts a virtual hour. */
  readonly posts: number;
  readonly replicas: number;
  /** Milliseconds between two faults, on average; none without. */
  readonly troubleEvery?: number | undefined;
}

export const PEOPLE = 9;
export const CHANNELS = 3;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

export function writeHistory(options: HistoryOptions): WorldEvent[] {
  const chance = createChance(`${options.seed}/history`);
  const events: WorldEvent[] = [];
  const forgotten = new Set<number>();
  const posts: {
    readonly id: number;
    readonly at: number;
    readonly person: number;
    readonly root: number;
  }[] = [];
  const predictions: { readonly id: number; readonly at: number }[] = [];
  const add = (event: object) => events.push({ id: events.length, ...event } as WorldEvent);
  const between = (least: number, most: number) => Math.round(chance.between(least, most));
  const someone = () => {
    const here = Array.from({ length: PEOPLE }, (_, person) => person).filter((each) => !forgotten.has(each));
    return chance.pick(here);
  };

  function post(at: number) {
    const person = someone();
    const recent = posts.filter((each) => at - each.at < 20 * MINUTE);
    const above = recent.length > 0 && chance.is(0.4) ? chance.pick(recent) : undefined;
    const id = events.length;
    const channel = above ? 0 : chance.whole(0, CHANNELS - 1);
    const kind = 'post';
    add({
      kind,
      at,
      person,
      channel,
      under: above?.root,
      mood: moodBy(chance),
      delivery: deliveryBy(chance),
    });
    posts.push({ id, at, person, root: above?.root ?? id });
    return id;
  }

  /** Somebody writes one message after the other in one thread, faster than a bot may answer there. */
  function flood(at: number) {
    const { person, root } = posts.at(-1)!;
    const begin = at + between(1000, 5000);
    for (let i = chance.whole(9, 14); i > 0; i -= 1) {
      const rest = { person, channel: 0, under: root, mood: moodBy(chance), delivery: 'once' };
      add({ kind: 'post', at: begin + between(0, 900), ...rest });
    }
  }

  function aftermath(id: number, at: number) {
    const later = () => at + between(200, chance.is(0.5) ? 8000 : 3 * MINUTE);
    if (chance.is(0.15))
      add({ kind: 'edit', at: later(), post: id, mood: moodBy(chance), delivery: deliveryBy(chance) });
    if (chance.is(0.08)) add({ kind: 'delete', at: later(), post: id, delivery: deliveryBy(chance) });
    const burst = chance.is(0.08);
    const votes = burst ? chance.whole(3, 5) : chance.is(0.5) ? chance.whole(1, 2) : 0;
    const begin = at + between(1500, MINUTE);
    for (let i = 0; i < votes; i += 1) {
      const vote = { kind: 'vote', person: someone(), post: id, delivery: deliveryBy(chance) };
      const moment = begin + between(0, burst ? 3 * MINUTE : 2 * MINUTE);
      const correct = burst ? chance.is(0.1) : chance.is(0.6);
      add({ ...vote, at: moment, correct });
      if (chance.is(0.15)) add({ ...vote, at: moment + between(500, MINUTE), correct: !correct });
      else if (chance.is(0.1)) add({ ...vote, at: moment + between(500, MINUTE), correct, undo: true });
    }
  }

  function restCall(at: number) {
    const id = events.length;
    const which = chance.next();
    if (which < 0.4) {
      add({ kind: 'predict', at, mood: moodBy(chance), again: chance.is(0.3) });
      predictions.push({ id, at });
    } else if (which < 0.7) {
      add({ kind: 'forward', at, person: someone(), mood: moodBy(chance), again: chance.is(0.3) });
      predictions.push({ id, at });
    } else if (predictions.length > 0) {
      const { id: prediction } = chance.pick(predictions.slice(-5));
      add({ kind: 'rest vote', at, person: someone(), prediction, correct: chance.is(0.4) });
    }
  }

  /**
   * Something has happened, and within seconds very many write: in one channel or in all, half of them under who was first there. A
   * program that has gathered what was said elsewhere sends it in batches.
   */
  function crowd() {
    const crowds = createChance(`${options.seed}/rush`);
    if (!crowds.is(0.12)) return;
    const begin = Math.round(crowds.between(0.2, 0.7) * options.length);
    const lasts = crowds.between(2, 8) * 1000;
    const channels = crowds.pick([[crowds.whole(0, CHANNELS - 1)], Array.from({ length: CHANNELS }).keys()]);
    const places = [...channels];
    const angry = crowds.is(0.5);
    const firsts = new Map<number, number>();
    for (let i = crowds.whole(20, 60); i > 0; i -= 1) {
      const channel = crowds.pick(places);
      const under = crowds.is(0.5) ? firsts.get(channel) : undefined;
      if (!firsts.has(channel)) firsts.set(channel, events.length);
      add({
        kind: 'post',
        at: begin + Math.round(crowds.between(under === undefined ? 0 : 500, lasts)),
        person: crowds.whole(0, PEOPLE - 1),
        channel,
        under,
        mood: angry ? 'negative' : moodBy(crowds),
        delivery: deliveryBy(crowds),
      });
    }
    for (let i = crowds.whole(0, 3); i > 0; i -= 1) {
      const moods = Array.from({ length: crowds.whole(5, 30) }, () => moodBy(crowds));
      const at = begin + Math.round(crowds.between(0, lasts));
      add({ kind: 'batch', at, moods, again: crowds.is(0.3) });
    }
  }

  /** In a channel with a past one negative post follows the other, and now and then one that is not. */
  function burst() {
    const bursts = createChance(`${options.seed}/burst`);
    if (!bursts.is(0.1)) return;
    const channel = bursts.whole(1, CHANNELS - 1);
    add({ kind: 'past', at: 0, channel, posts: 40, negative: 8 });
    const begin = Math.round(bursts.between(0.1, 0.5) * options.length);
    const lasts = bursts.between(20, 90) * 1000;
    for (let i = bursts.whole(8, 40); i > 0; i -= 1)
      add({
        kind: 'post',
        at: begin + Math.round(bursts.between(0, lasts)),
        person: bursts.whole(0, PEOPLE - 1),
        channel,
        mood: bursts.is(0.95) ? 'negative' : moodBy(bursts),
        delivery: deliveryBy(bursts),
      });
  }

  /** An operator lets other versions of the model serve while posts come in, and takes that back. */
  function chooseModels() {
    const choices = createChance(`${options.seed}/choices`);
    if (!choices.is(0.3)) return;
    const written = events.filter(({ kind }) => kind === 'post');
    for (let i = choices.whole(1, 3); i > 0; i -= 1) {
      const model = choices.is(0.7) ? choices.whole(0, 1) : undefined;
      const at = Math.round(choices.pick(written).at + choices.between(-300, 300));
      add({ kind: 'choose', at: Math.max(0, at), model });
    }
  }

  /** Once all is quiet every replica is stopped, and started again a day later or so; then the rest happens. */
  function sleepAtNight() {
    const nights = createChance(`${options.seed}/nights`);
    if (!nights.is(0.04)) return;
    const lasts = Math.round(nights.between(18, 30) * HOUR);
    add({ kind: 'night', at: Math.round(nights.between(0.3, 0.8) * options.length), lasts });
  }

  /** The store is slow just when digests are due, so that replicas write them side by side. */
  function slowDownDigests() {
    if (options.troubleEvery === undefined || options.length < 3.2 * MINUTE) return;
    if (createChance(`${options.seed}/digests`).is(0.15))
      add({ kind: 'store', at: 2.9 * MINUTE, fault: 'slow', lasts: 1.2 * MINUTE });
  }

  const step = HOUR / options.posts;
  let nextTrouble = options.troubleEvery ? chance.between(0, options.troubleEvery) : Number.POSITIVE_INFINITY;
  for (let at = between(0, step); at < options.length; at += between(0.1 * step, 1.9 * step)) {
    while (nextTrouble < at) {
      add({ at: Math.round(nextTrouble), ...troubleBy(chance, options.replicas) });
      nextTrouble += chance.between(0, 2 * options.troubleEvery!);
    }
    const id = post(at);
    aftermath(id, at);
    if (chance.is(0.03)) flood(at);
    if (chance.is(0.25)) restCall(at + between(0, step));
    if (forgotten.size < PEOPLE - 4 && chance.is(Math.min(0.02, 2 / options.posts))) {
      const person = someone();
      forgotten.add(person);
      add({ kind: 'forget', at: at + between(0, 5000), person });
    }
  }
  chooseModels();
  crowd();
  burst();
  sleepAtNight();
  slowDownDigests();
  return inOrder(events, forgotten);
}

/** Sorted; without what forgotten people would do afterwards. */
function inOrder(events: WorldEvent[], forgotten: ReadonlySet<number>): WorldEvent[] {
  const since = new Map<number, number>();
  for (const event of events) if (event.kind === 'forget') since.set(event.person, event.at);
  const author = new Map(events.flatMap((each) => (each.kind === 'post' ? [[each.id, each.person]] : [])));
  return events
    .filter((event) => {
      if (event.kind === 'forget') return true;
      const actor =
        'person' in event
          ? event.person
          : event.kind === 'edit' || event.kind === 'delete'
            ? author.get(event.post)
            : undefined;
      return actor === undefined || !forgotten.has(actor) || event.at < since.get(actor)!;
    })
    .sort((a, b) => a.at - b.at || a.id - b.id);
}

const moodBy = (chance: Chance): Mood => chance.pick(['negative', 'negative', 'neutral', 'positive']);

function deliveryBy(chance: Chance): Delivery {
  const which = chance.next();
  return which < 0.75 ? 'once' : which < 0.9 ? 'twice' : 'late';
}

function troubleBy(chance: Chance, replicas: number): object {
  const replica = chance.whole(0, replicas - 1);
  const lasts = Math.round(chance.is(0.7) ? chance.between(500, 20_000) : chance.between(20_000, 5 * MINUTE));
  const which = chance.next();
  if (which < 0.3)
    return {
      kind: 'kill',
      replica,
      after: chance.whole(1, 40),
      away: Math.round(chance.between(500, 90_000)),
    };
  if (which < 0.32) return { kind: 'upgrade', replica };
  if (which < 0.36) return { kind: 'stop', replica, away: Math.round(chance.between(500, 60_000)) };
  if (which < 0.44) return { kind: 'freeze', replica, lasts: Math.round(chance.between(1000, 70_000)) };
  if (which < 0.5) return { kind: 'clock', replica, ahead: Math.round(chance.between(-HOUR, HOUR)) };
  if (which < 0.53) return { kind: 'fail over' };
  if (which < 0.65) {
    const fault = chance.pick(['away', 'full', 'read-only', 'slow', 'lost commits']);
    return { kind: 'store', fault, lasts };
  }
  if (which < 0.85)
    return { kind: 'connector', fault: connectorFaultBy(chance), share: chance.pick([0.2, 0.6, 1]), lasts };
  if (which < 0.95) {
    const fault = chance.pick<MailFault>([
      'away',
      'greylisting',
      'slow after DATA',
      'cut after DATA',
      'refuses',
    ]);
    return { kind: 'mail', fault, lasts: lasts * 2 };
  }
  return { kind: 'ingestion', fault: chance.pick(['away', 'silent']), lasts };
}

function connectorFaultBy(chance: Chance): ConnectorFault {
  if (chance.is(0.5)) {
    const status = chance.pick([401, 403, 404, 408, 412, 429, 429, 500, 502, 503, 504]);
    if (status === 403 || status === 404) return { status: 429, retryAfter: chance.whole(1, 60) };
    return chance.is(0.4) ? { status, retryAfter: chance.whole(1, 120) } : { status };
  }
  return chance.pick(['refused', 'cut before', 'cut after', 'silent before', 'silent after', 'slow']);
}
