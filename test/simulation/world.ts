// Carries out a history: replicas, the outside world, and what happens between them.
import { DEFAULTS } from '../../src/channel/settings.ts';
import { BAD_PREDICTION, type Trace } from '../../src/feedback/trace.ts';
import type { Chance } from './chance.ts';
import type { Delivery, WorldEvent } from './history.ts';
import { resetKeepings } from './keepings.ts';
import { createMailServer, type MailServer, useMailServer } from './mail-server.ts';
import { CHOICES, probabilityBy, resetModels } from './models.ts';
import { type Activity, channelId, inChannel, messageId, type Place, person } from './people.ts';
import { type Replica, startReplica } from './replica.ts';
import { theStore } from './store.ts';
import { createTeams, type Shown, type Teams } from './teams.ts';
import { BEGIN, beginWorld, pause, schedule, theWorld } from './time.ts';
import { type Call, type Handed, type Post, Truth } from './truth.ts';
import { type Answer, type Ask, ask, Cut, cutConnections, resetWire } from './wire.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;
/** Numbers from here on are of posts in a batch: of each event a hundred. */
const BATCHED = 1_000_000;
/** What is done to the service, rather than asked of it. */
type Trouble = Extract<
  WorldEvent,
  {
    kind:
      | 'kill'
      | 'stop'
      | 'upgrade'
      | 'freeze'
      | 'clock'
      | 'fail over'
      | 'store'
      | 'connector'
      | 'mail'
      | 'ingestion';
  }
>;

type Past = Extract<WorldEvent, { kind: 'past' }>;

/** Teams and programs wait so long for an answer, and try again so often. */
const PATIENCE = 15 * SECOND;
const TRIES = 8;

/** When channels get their digests, by the clock in Paris: the world begins at noon. */
export const DIGESTS = [
  { channel: 1, at: '12:03', after: 3 * 60 * SECOND },
  { channel: 2, at: '12:04', after: 4 * 60 * SECOND },
] as const;

export interface WorldOptions {
  readonly seed: string;
  readonly replicas: number;
  /** Version of the model in service, and that which comes with an upgrade. */
  readonly models: readonly [string, string];
  /** What is in the store before any replica starts. */
  readonly past: readonly Past[];
  readonly note: (line: string) => void;
}

export class LivingWorld {
  readonly truth = new Truth();
  readonly teams: Teams;
  readonly mail: MailServer;
  readonly replicas: Replica[] = [];
  readonly #options: WorldOptions;
  readonly #chance: Chance;
  #starts = 0;
  /** Handing over and calls that go on. */
  #busy = 0;
  #ingestion: 'well' | 'away' | 'silent' = 'well';
  readonly #models: string[];

  constructor(options: WorldOptions) {
    this.#options = options;
    resetWire();
    resetModels();
    resetKeepings();
    theStore.reset();
    beginWorld(options.seed, (machine) => {
      this.note(`${machine.name} dies`);
      theStore.disconnect(machine);
      cutConnections(machine);
    });
    for (const event of options.past) this.#remember(event);
    this.#chance = theWorld().outside.chance;
    this.teams = createTeams((line) => this.note(line));
    this.mail = createMailServer((line) => this.note(line));
    useMailServer(this.mail);
    this.#models = Array.from({ length: options.replicas }, () => options.models[0]);
    for (let number = 0; number < options.replicas; number += 1) this.#start(number);
  }

  note(line: string): void {
    this.#options.note(line);
  }

  get isReady(): boolean {
    return this.replicas.every(({ ready }) => ready);
  }

  /** Whether all that people and programs do has been done, or was given up. */
  get isIdle(): boolean {
    return this.#busy === 0;
  }

  /** Lets an event happen; goes on by itself. */
  happen(event: WorldEvent): void {
    this.note(describe(event));
    const { kind } = event;
    if (kind === 'post') this.#post(event);
    else if (kind === 'edit') this.#change(event, event.mood);
    else if (kind === 'delete') this.#change(event, null);
    else if (kind === 'vote') this.#vote(event);
    else if (kind === 'predict' || kind === 'forward') this.#call(event);
    else if (kind === 'batch') this.#batch(event);
    else if (kind === 'rest vote') this.#restVote(event);
    else if (kind === 'forget') this.#forget(event);
    else if (kind === 'choose') this.#choose(event);
    else if (kind !== 'night' && kind !== 'past') this.#goWrong(event);
  }

  /** Four posts a day, at another hour than that in which the world begins. */
  #remember(event: Past): void {
    const { channel, posts, negative } = event;
    this.note(describe(event));
    this.truth.pasts.set(channel, negative / posts);
    const [model] = this.#options.models;
    for (let number = 0; number < posts; number += 1) {
      const label = number % (posts / negative) < 1 ? 'negative' : 'positive';
      theStore.read(
        `insert into predictions (id, created_at, door, channel, label, probability, neutral, certain, language, truncated, model)
         values (?, ?, 'teams', ?, ?, ?, 0, true, 'en', false, ?)`,
        `past-${channel}-${number}`,
        BEGIN - Math.ceil((number + 1) / 4) * DAY - (3 + (number % 4)) * HOUR,
        channelId(channel),
        label,
        probabilityBy(model, label),
        model,
      );
    }
  }

  #goWrong(event: Trouble): void {
    const { kind } = event;
    if (kind === 'kill') this.#kill(event);
    else if (kind === 'stop') this.#stop(event);
    else if (kind === 'upgrade') this.#upgrade(event);
    else if (kind === 'store') this.#failStore(event);
    else if (kind === 'freeze') {
      this.#trouble('freeze', event.lasts);
      this.replicas[event.replica]!.machine.frozenUntil = theWorld().now + event.lasts;
    } else if (kind === 'clock') {
      this.#trouble('clock', 0);
      this.replicas[event.replica]!.machine.ahead = event.ahead;
    } else if (kind === 'fail over') {
      this.#trouble('store', 0);
      theStore.failOver();
    } else if (kind === 'connector') {
      this.#trouble('connector', event.lasts, () => this.teams.heal());
      this.teams.fail(event.fault, event.share);
    } else if (kind === 'mail') {
      this.#trouble('mail', event.lasts, () => this.mail.heal());
      this.mail.fail(event.fault);
    } else {
      this.#trouble('ingestion', event.lasts, () => {
        this.#ingestion = 'well';
      });
      this.#ingestion = event.fault;
    }
  }

  /** Ends all trouble. */
  heal(): void {
    this.note('the weather is fair from here on');
    const { now } = theWorld();
    for (const trouble of this.truth.troubles) trouble.until = Math.min(trouble.until, now);
    this.teams.heal();
    this.mail.heal();
    this.#ingestion = 'well';
    Object.assign(theStore.weather, { slow: 0, fault: 'none', lostCommits: 0 });
    for (const [number, { machine }] of this.replicas.entries()) {
      machine.frozenUntil = 0;
      machine.doomed = Number.POSITIVE_INFINITY;
      if (!machine.alive) this.#start(number);
    }
  }

  /** Stops every replica. @returns once they are gone. */
  async sleep(lasts: number): Promise<void> {
    this.note(`night falls, for ${(lasts / 3_600_000).toFixed(1)} hours`);
    this.#trouble('night', lasts + 60 * SECOND);
    for (const replica of this.replicas) void replica.stop();
    await pause(25 * SECOND);
    for (const { machine } of this.replicas) theWorld().kill(machine);
  }

  wake(): void {
    this.note('a day begins');
    for (const number of this.replicas.keys()) this.#start(number);
  }

  #start(number: number): void {
    this.#starts += 1;
    this.replicas[number] = startReplica({
      name: `${'ABCDE'[number]}${this.#starts}`,
      seed: this.#options.seed,
      model: this.#models[number]!,
      onTrace: (trace) => this.#ingest(trace),
      note: (line) => this.note(line),
    });
  }

  #trouble(kind: string, lasts: number, over?: () => void): void {
    const { now } = theWorld();
    const trouble = { kind, from: now, until: now + lasts };
    this.truth.troubles.push(trouble);
    if (over)
      schedule(lasts, () => {
        if (this.truth.troubles.findLast((each) => each.kind === kind) === trouble) over();
      });
  }

  async #ingest({ id, message }: Trace): Promise<void> {
    const { truth } = this;
    await pause(this.#chance.between(1, 20));
    if (this.#ingestion === 'away') throw new Error('telemetry is away');
    if (message === BAD_PREDICTION) truth.traces.set(id, (truth.traces.get(id) ?? 0) + 1);
    if (this.#ingestion === 'silent') await new Promise(() => {});
  }

  #kill({ replica: number, after, away }: Extract<WorldEvent, { kind: 'kill' }>): void {
    const { machine } = this.replicas[number]!;
    this.#trouble('kill', away + 10 * SECOND);
    machine.doomed = after;
    schedule(5 * SECOND, () => theWorld().kill(machine));
    schedule(5 * SECOND + away, () => {
      if (this.replicas[number]!.machine === machine) this.#start(number);
    });
  }

  #stop({ replica: number, away }: { readonly replica: number; readonly away: number }): void {
    const replica = this.replicas[number]!;
    if (!replica.ready) return;
    this.#trouble('stop', away + 25 * SECOND);
    void replica.stop();
    schedule(20 * SECOND + away, () => {
      if (this.replicas[number] !== replica) return;
      theWorld().kill(replica.machine); // a platform's patience has an end
      this.#start(number);
    });
  }

  #upgrade({ replica: number }: Extract<WorldEvent, { kind: 'upgrade' }>): void {
    this.#models[number] = this.#options.models[1];
    this.#stop({ replica: number, away: 1000 });
  }

  #failStore({ fault, lasts }: Extract<WorldEvent, { kind: 'store' }>): void {
    const { weather } = theStore;
    Object.assign(weather, { slow: 0, fault: 'none', lostCommits: 0 });
    if (fault === 'slow') weather.slow = 3000;
    else if (fault === 'lost commits') weather.lostCommits = 0.3;
    else weather.fault = fault;
    this.#trouble('store', lasts, () => Object.assign(weather, { slow: 0, fault: 'none', lostCommits: 0 }));
  }

  #post(event: Extract<WorldEvent, { kind: 'post' }>): void {
    const { truth } = this;
    const above = event.under === undefined ? undefined : truth.posts.get(event.under);
    const id = messageId(event);
    const post: Post = {
      event,
      id,
      marker: `marker${event.id}x`,
      author: event.person,
      mood: event.mood,
      channel: above ? above.channel : event.channel,
      root: above ? above.root : id,
      handed: { sentAt: theWorld().now, takenAt: undefined },
      changes: [],
    };
    truth.posts.set(event.id, post);
    truth.postsByMessage.set(id, post);
    this.#hand(
      { ...inChannel(person(event.person), post, theWorld().now, id), ...said(post, event.mood) },
      post.handed,
      event.delivery,
    );
  }

  #change(event: Extract<WorldEvent, { kind: 'edit' | 'delete' }>, mood: string | null): void {
    const post = this.truth.posts.get(event.post);
    if (!post || post.changes.some((each) => each.mood === null)) return;
    const handed = { sentAt: theWorld().now, takenAt: undefined, mood, at: event.at };
    post.changes.push(handed);
    if (mood !== null) post.mood = mood;
    const activity = inChannel(person(post.author), post, theWorld().now, post.id);
    const type = mood === null ? 'messageDelete' : 'messageUpdate';
    const eventType = mood === null ? 'softDeleteMessage' : 'editMessage';
    const channelData = { ...(activity.channelData as object), eventType };
    this.#hand(
      { ...activity, ...(mood !== null && said(post, mood)), type, channelData },
      handed,
      event.delivery,
    );
  }

  /** A person keeps to one way of voting: reactions, the buttons of the card, or Teams' own thumbs. */
  #vote(event: Extract<WorldEvent, { kind: 'vote' }>): void {
    const post = this.truth.posts.get(event.post);
    const reply = post && this.teams.under(post.id)[0];
    if (!post || !reply) return;
    const way = event.undo ? 0 : event.person % 3;
    if (event.undo && event.person % 3 !== 0) return;
    const vote = {
      sentAt: theWorld().now,
      takenAt: undefined,
      person: event.person,
      on: post.id,
      correct: event.correct,
      undo: event.undo ?? false,
      prediction: reply.prediction,
      known:
        way === 1 ||
        this.truth.wasKind(reply.at - 60 * SECOND, theWorld().now) ||
        theStore.read('select 1 from replies where reply = ?', reply.id).length > 0,
    };
    this.truth.votes.push(vote);
    this.#hand({ ...voteActivity(event, post, reply, way) }, vote, event.delivery);
  }

  #call(event: Extract<WorldEvent, { kind: 'predict' | 'forward' }>): void {
    const marker = `marker${event.id}x`;
    const author = event.kind === 'forward' ? event.person : undefined;
    const handed = { sentAt: theWorld().now, takenAt: undefined };
    const call = {
      ...handed,
      kind: event.kind,
      marker,
      author,
      prediction: undefined as string | undefined,
      card: false,
    };
    this.truth.calls.set(event.id, call);
    const text = `This is ${event.mood} ${marker}`;
    const body =
      event.kind === 'predict'
        ? { text }
        : {
            text,
            author: person(event.person).handle,
            network: 'mastodon',
            url: `https://example.social/${marker}`,
          };
    const asked = { method: 'POST', path: event.kind === 'predict' ? '/predict' : '/posts', body };
    const request = { ...asked, headers: { 'idempotency-key': `key-${event.id}` } };
    void this.#insist(request, call, (answer) => {
      call.prediction ??= answer.body.id;
      call.card ||= answer.body.card === 'queued';
    });
    if (event.again) schedule(this.#chance.between(10, 90_000), () => void this.#insist(request, undefined));
  }

  #batch({ id, moods, again }: Extract<WorldEvent, { kind: 'batch' }>): void {
    const calls = moods.map((mood, index) => {
      const number = BATCHED + id * 100 + index;
      const call: Call = {
        sentAt: theWorld().now,
        takenAt: undefined,
        kind: 'predict',
        marker: `marker${number}x`,
        author: undefined,
        prediction: undefined,
        card: false,
      };
      this.truth.calls.set(number, call);
      return { call, text: `This is ${mood} ${call.marker}` };
    });
    const body = { posts: calls.map(({ text }) => ({ text })) };
    const headers = { 'idempotency-key': `key-${id}` };
    const request = { method: 'POST', path: '/predict/batch', headers, body };
    void this.#insist(request, undefined, (answer) => {
      for (const [index, { prediction }] of answer.body.results.entries()) {
        const { call } = calls[index]!;
        if (prediction) call.takenAt ??= theWorld().now;
        call.prediction ??= prediction?.id;
      }
    });
    if (again) schedule(this.#chance.between(10, 90_000), () => void this.#insist(request, undefined));
  }

  #restVote(event: Extract<WorldEvent, { kind: 'rest vote' }>): void {
    const prediction = this.truth.calls.get(event.prediction)?.prediction;
    if (!prediction) return;
    const { person: number, correct } = event;
    const handed = { sentAt: theWorld().now, takenAt: undefined };
    const vote = { ...handed, person: number, on: prediction, correct, undo: false, known: true, prediction };
    this.truth.votes.push(vote);
    const body = { prediction_id: prediction, correct, user: person(number).aadObjectId };
    const headers = { 'idempotency-key': `key-${event.id}` };
    void this.#insist({ method: 'POST', path: '/feedback', body, headers }, vote);
  }

  #forget(event: Extract<WorldEvent, { kind: 'forget' }>): void {
    const { aadObjectId, id, handle } = person(event.person);
    const handed = { sentAt: theWorld().now, takenAt: undefined as number | undefined };
    this.truth.forgotten.set(event.person, handed);
    const forget = (body: object) =>
      this.#insist({ method: 'POST', path: '/people/forget', body }, undefined);
    void (async () => {
      const all = [
        await forget({ user: aadObjectId }),
        await forget({ user: id }),
        await forget({ user: handle, network: 'mastodon' }),
      ];
      if (all.every((done) => done)) handed.takenAt = theWorld().now;
      this.note(`person ${event.person} ${handed.takenAt === undefined ? 'could not be' : 'is'} forgotten`);
    })();
  }

  #choose({ id, model }: Extract<WorldEvent, { kind: 'choose' }>): void {
    const headers = { 'idempotency-key': `key-${id}` };
    const request =
      model === undefined
        ? { method: 'POST', path: '/model/rollback', headers }
        : { method: 'PUT', path: '/model', headers, body: { version: CHOICES[model] } };
    void this.#insist(request, undefined);
  }

  /** Routes of posts from elsewhere, and when channels get their digests, set before anything happens. */
  async prepare(): Promise<void> {
    const routes = [{ channel: channelId(0), language: null, network: null, negativeOnly: false }];
    const asked = [{ method: 'PUT', path: '/routes', body: { routes } as object }];
    for (const { channel, at } of DIGESTS) {
      const body = { ...DEFAULTS, digest: { every: 'day', at } };
      const path = `/channels/${encodeURIComponent(channelId(channel))}/settings`;
      asked.push({ method: 'PUT', path, body });
    }
    for (const each of asked)
      if (!(await this.#insist(each, undefined))) throw new Error(`${each.path} could not be set`);
  }

  #hand(activity: Activity, handed: Handed, delivery: Delivery): void {
    const request = { method: 'POST', path: '/api/messages', body: activity };
    const late = delivery === 'late' ? this.#chance.between(500, 30_000) : 0;
    schedule(late, () => void this.#insist(request, handed));
    if (delivery === 'twice')
      schedule(this.#chance.between(5, 40_000), () => void this.#insist(request, undefined));
  }

  /** Asks until it is answered well, or refused for good, or the asker's patience ends. @returns whether it was done. */
  async #insist(
    request: Ask,
    handed: { takenAt: number | undefined } | undefined,
    onAnswer = (_: Answer) => {},
  ): Promise<boolean> {
    this.#busy += 1;
    try {
      for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        const answer = await this.#once(request);
        // An invoke that failed is answered with an error in the body, which is told to whoever pressed.
        if (answer?.body?.type === 'application/vnd.microsoft.error') return false;
        if (answer && answer.status < 300) {
          if (handed) handed.takenAt ??= theWorld().now;
          onAnswer(answer);
          return true;
        }
        if (answer && answer.status < 500 && answer.status !== 409 && answer.status !== 429) {
          this.note(`${request.path} is refused with ${answer.status}`);
          return false;
        }
        await pause(this.#chance.between(500, 2000) * 2 ** Math.min(attempt, 6));
      }
      this.note(`${request.path} is given up`);
      return false;
    } finally {
      this.#busy -= 1;
    }
  }

  /** @returns nothing when there was no answer in time. */
  async #once(request: Ask): Promise<Answer | undefined> {
    const ready = this.replicas.filter((each) => each.ready);
    if (ready.length === 0) return undefined;
    const { machine } = this.#chance.pick(ready);
    const { promise: late, resolve } = Promise.withResolvers<undefined>();
    const limit = schedule(PATIENCE, () => resolve(undefined));
    try {
      return await Promise.race([ask(machine, request), late]);
    } catch (error) {
      if (error instanceof Cut) return undefined;
      throw error;
    } finally {
      limit.run = undefined;
    }
  }
}

function said(post: Pick<Post, 'marker'>, mood: string) {
  const text = `This is ${mood} ${post.marker}`;
  return {
    text,
    textFormat: 'plain',
    attachments: [{ contentType: 'text/html', content: `<div>${text}</div>` }],
  };
}

function voteActivity(
  event: Extract<WorldEvent, { kind: 'vote' }>,
  place: Place,
  { id: reply, prediction }: Shown,
  way: number,
): Activity {
  const base = {
    ...inChannel(person(event.person), place, theWorld().now, `f:${messageId(event)}`),
    replyToId: reply,
  };
  if (way === 0) {
    const reaction = [{ type: event.correct ? 'like' : '1f44e_thumbsdown' }];
    return {
      ...base,
      type: 'messageReaction',
      ...(event.undo ? { reactionsRemoved: reaction } : { reactionsAdded: reaction }),
    };
  }
  if (way === 1) {
    const data = { predictionId: prediction, correct: event.correct };
    const value = { action: { type: 'Action.Execute', verb: 'vote', data }, trigger: 'manual' };
    return { ...base, type: 'invoke', name: 'adaptiveCard/action', value };
  }
  const value = {
    actionName: 'feedback',
    actionValue: { reaction: event.correct ? 'like' : 'dislike', feedback: '{}' },
  };
  return { ...base, type: 'invoke', name: 'message/submitAction', value };
}

function describe({ at: _, id, kind, ...rest }: WorldEvent): string {
  const details = Object.entries(rest).filter(([, value]) => value !== undefined);
  return `#${id} ${kind} ${details.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(', ')}`;
}
