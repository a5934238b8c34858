// What must hold whatever happens. Each function gives what is wrong, in words; the first word names the rule.
import { createPeopleHash } from '../../src/feedback/people.ts';
import { CHANNELS } from './history.ts';
import { growthOn } from './keepings.ts';
import { CHALLENGER, probabilityBy, servingOn } from './models.ts';
import { channelId, person } from './people.ts';
import { config, RECIPIENTS } from './replica.ts';
import { theStore } from './store.ts';
import type { Shown } from './teams.ts';
import { BEGIN, theWorld, waitingOn } from './time.ts';
import type { Handed, Post, Truth, Vote } from './truth.ts';
import { DIGESTS, type LivingWorld } from './world.ts';

const MINUTE = 60_000;
const WINDOW = config.ALERT_WINDOW * MINUTE;
/** After trouble, waits that it brought about may go on for so long. */
const AFTERMATH = 7 * MINUTE;
/** Milliseconds after which the sender has seen what waits, where nothing is wrong. */
const SEEN_IN = 500;
/** So long a message may be on its way that was begun before what it says was erased. */
const UNDER_WAY = 20_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Of a replica that has nothing to do: what looks again after a while, and queries of what looks now. */
const MOST_TIMERS = 40;
/** By how much what is kept in memory may grow: with threads, channels and people, up to a bound that is tested elsewhere. */
const BOUNDS: Readonly<Record<string, number>> = {
  'bot/outbox/limits.ts calls': 10_000,
  'bot/inbox/track-names.ts askedAt': 1,
  // A replica that has ceased to send looks again at who waits once it sends again: a channel, a thread that was flooded.
  'bot/outbox/throttle.ts places': 3,
  'bot/outbox/sender.ts resting': 5,
};

const hash = createPeopleHash(config.PEOPLE_KEY!);
const hashesOf = (number: number) => {
  const { id, aadObjectId, handle } = person(number);
  return [
    hash('teams', aadObjectId),
    hash('teams', id),
    hash('api', aadObjectId),
    hash('network mastodon' as 'api', handle),
  ];
};

/** Looked at all the time. */
export function alwaysWrong(world: LivingWorld): string[] {
  return [...twoReplies(world), ...limits(world), ...twoMails(world), ...overtaken(world)];
}

/** Looked at once the weather has been fair for long. */
export function wrongInTheEnd(world: LivingWorld): string[] {
  const kept = countMarkers(theStore.read('select text from predictions where text is not null'));
  return [
    ...alwaysWrong(world),
    ...queues(),
    ...missingReplies(world),
    ...staleReplies(world),
    ...deletions(world, kept),
    ...votes(world),
    ...tallies(),
    ...incidents(world),
    ...missingMails(world),
    ...missingTraces(world),
    ...once(world, kept),
    ...postsKeptOnce(world, kept),
    ...forgotten(world),
    ...verdictsByTheirModel(),
    ...challenged(),
    ...models(world),
    ...memory(world),
    ...digests(world),
    ...spikes(world),
    ...(theStore.kind === 'sqlite' ? erased(world) : []), // PostgreSQL keeps pages and a log for itself
  ];
}

/**
 * Where the answer to a reply is lost, nobody knows whether it stands, and none is sent again, not after an edit either. That is not
 * known any more once the author was forgotten: what they hand over afterwards is another beginning.
 */
function twoReplies({ truth, teams }: LivingWorld): string[] {
  return [...teams.crowded].flatMap((id) => {
    const post = truth.postsByMessage.get(id);
    const [first, second] = teams.under(id);
    if (!post || !first || !second) return [];
    const couldKnow = second.known.includes(first.id) || truth.wasKind(first.at - MINUTE, second.at);
    if (truth.forgotten.has(post.author) && !couldKnow) return [];
    return [`replies: ${first.id} and ${second.id} stand under post #${post.event.id}`];
  });
}

/**
 * In a thread, of what waits to be said the answer to the earlier post goes first. Posts are judged side by side: where the answer to
 * the later one is there first, it does not wait.
 */
function overtaken({ truth, teams }: LivingWorld): string[] {
  return [...teams.shown.values()].flatMap(({ id, at, verdict, replyTo, waiting }) => {
    const later = truth.postsByMessage.get(replyTo ?? '');
    if (!verdict || waiting.length === 0 || !later || later.changes.length > 0) return [];
    return waiting.flatMap(({ post, since }) => {
      const earlier = truth.postsByMessage.get(post);
      if (!earlier || earlier.changes.length > 0 || at - since < SEEN_IN) return [];
      const { takenAt = Number.POSITIVE_INFINITY } = earlier.handed;
      if (takenAt >= later.handed.sentAt || !truth.wasKind(at - MINUTE / 2, at)) return [];
      return [`order: ${id} under post #${later.event.id} came before that under #${earlier.event.id}`];
    });
  });
}

function limits({ teams }: LivingWorld): string[] {
  return teams.exceeded.map((each) => `limits: ${each}`);
}

/** A mail is sent twice only where nobody could know that it had arrived. */
function twoMails({ truth, mail }: LivingWorld): string[] {
  return mail.again.flatMap(({ earlier, taken }) => {
    const excused = !earlier.acknowledged || !truth.wasKind(earlier.at - MINUTE, taken.at);
    return excused ? [] : [`mails: ${taken.id} to ${taken.recipient} was sent twice`];
  });
}

function queues(): string[] {
  const waiting = {
    jobs: 'select count(*) as n from jobs',
    orders: 'select count(*) as n from orders',
    traces: 'select count(*) as n from traces',
    mails: 'select count(*) as n from mails where due_at is not null',
  };
  return Object.entries(waiting).flatMap(([name, sql]) => {
    const { n } = theStore.read(sql)[0]!;
    return n === 0 ? [] : [`queues: ${n} ${name} wait after quiet`];
  });
}

/** Whether the bot can know of a message of its own: not where the answer that told of it was lost. */
const isKnown = ({ truth }: LivingWorld, { id, at }: Shown) =>
  truth.wasKind(at - MINUTE, at + MINUTE) ||
  theStore.read('select 1 from replies where reply = ?', id).length > 0;

const isGone = ({ truth }: LivingWorld, post: Post) =>
  post.changes.some(({ mood }) => mood === null) || truth.forgotten.has(post.author);

function missingReplies(world: LivingWorld): string[] {
  const { truth, teams } = world;
  return [...truth.posts.values()].flatMap((post) => {
    const { sentAt, takenAt } = post.handed;
    if (takenAt === undefined || isGone(world, post)) return [];
    if (!truth.wasKind(sentAt - AFTERMATH, sentAt + 10 * MINUTE)) return [];
    return teams.under(post.id).length === 1
      ? []
      : [`replies: none stands under post #${post.event.id}, though nothing was wrong`];
  });
}

/** Whose last word was taken after all before were: nothing came out of order. */
const inOrder = (all: readonly { readonly sentAt: number; readonly takenAt: number | undefined }[]) =>
  all.every(
    (each, index) => each.takenAt !== undefined && (index === 0 || all[index - 1]!.takenAt! < each.sentAt),
  );

function staleReplies(world: LivingWorld): string[] {
  const { truth, teams } = world;
  return [...truth.posts.values()].flatMap((post) => {
    const [standing] = teams.under(post.id);
    if (
      !standing ||
      !isKnown(world, standing) ||
      isGone(world, post) ||
      !inOrder([post.handed, ...post.changes])
    )
      return [];
    const row = theStore.read(
      'select label, text from predictions where id = ?',
      standing.prediction ?? '',
    )[0];
    if (!row) return [`stale: post #${post.event.id} shows a verdict that is not kept`];
    return row.label === post.mood
      ? []
      : [`stale: post #${post.event.id} is ${post.mood} and shows ${row.label}`];
  });
}

function deletions(world: LivingWorld, kept: ReadonlyMap<string, number>): string[] {
  const { truth, teams } = world;
  return [...truth.posts.values()].flatMap((post) => {
    const deletion = post.changes.find(({ mood }) => mood === null);
    // One that overtook what it is about is not known to be about anything yet.
    if (!deletion || !inOrder([post.handed, ...post.changes])) return [];
    const found = kept.has(post.marker) ? [`deletions: the text of post #${post.event.id} is kept`] : [];
    const cards = teams.under(post.id).filter((each) => isKnown(world, each));
    return cards.length > 0
      ? [...found, `deletions: ${cards[0]!.id} stands under the deleted post #${post.event.id}`]
      : found;
  });
}

/** The last vote of each person on each post counts, where it is plain which that is. */
function votes(world: LivingWorld): string[] {
  const { truth } = world;
  const groups = Map.groupBy(truth.votes, ({ person: who, on }) => `${who} ${on}`);
  return [...groups.values()].flatMap((group) => {
    const last = group.at(-1)!;
    if (truth.forgotten.has(last.person) || !inOrder(group) || !isPlain(world, group)) return [];
    if (!group.every(({ known }) => known)) return [];
    const voters = hashesOf(last.person);
    const rows = theStore.read(
      `select voter, correct from votes where prediction_id = ? and voter in (?, ?, ?, ?)`,
      last.prediction!,
      ...voters,
    );
    const stands = rows.length === 0 ? undefined : Boolean(rows[0]!.correct);
    const wanted = expected(group);
    if (rows.length <= 1 && stands === wanted) return [];
    return [
      `votes: person ${last.person} said ${wanted ?? 'nothing'} of ${last.on}, and ${rows.length > 1 ? 'two votes count' : (stands ?? 'nothing')} counts`,
    ];
  });
}

function expected(group: readonly Vote[]): boolean | undefined {
  const reactions = new Set<boolean>();
  let stands: boolean | undefined;
  for (const { correct, undo } of group) {
    if (undo) {
      reactions.delete(correct);
      stands = [...reactions].at(-1);
    } else {
      reactions.delete(correct);
      reactions.add(correct);
      stands = correct;
    }
  }
  return stands;
}

/** On a prediction that nothing has replaced or taken away. */
function isPlain(world: LivingWorld, group: readonly Vote[]): boolean {
  if (group.some(({ prediction }) => prediction === undefined || prediction !== group[0]!.prediction))
    return false;
  const post = world.truth.postsByMessage.get(group[0]!.on);
  if (!post)
    return ![...world.truth.calls.values()].some(
      ({ prediction, author }) =>
        prediction === group[0]!.on && author !== undefined && world.truth.forgotten.has(author),
    );
  return post.changes.length === 0 && !isGone(world, post);
}

function tallies(): string[] {
  const rows = theStore.read(`
    select id from predictions where
      up <> (select count(*) from votes where prediction_id = predictions.id and correct) or
      down <> (select count(*) from votes where prediction_id = predictions.id and not correct)`);
  return rows.map(({ id }) => `tallies: that of ${id} is not what its votes say`);
}

function incidents({ truth }: LivingWorld): string[] {
  const found = theStore.read(
    `select id, first_at, last_at from incidents where rule = 'burst' order by first_at`,
  ) as {
    id: string;
    first_at: number;
    last_at: number;
  }[];
  const bad = theStore
    .read('select voted_at from votes where not correct order by voted_at')
    .map(({ voted_at }) => Number(voted_at));
  const missing = bad.flatMap((third, index) => {
    const first = bad[index - 2];
    if (first === undefined || third - first > WINDOW) return [];
    const covered = found.some(({ first_at, last_at }) => first_at <= third && first <= last_at + WINDOW);
    return covered ? [] : [`incidents: none for three bad votes from ${first} to ${third}`];
  });
  const said = truth.votes.filter(({ correct, undo }) => !correct && !undo);
  const empty = found.flatMap(({ id, first_at, last_at }) => {
    const within = said.filter(
      ({ sentAt, takenAt = Number.POSITIVE_INFINITY }) =>
        sentAt <= last_at && takenAt + 10 * MINUTE >= first_at,
    );
    return within.length >= 3 ? [] : [`incidents: ${id} has ${within.length} bad votes`];
  });
  const twice = found.flatMap(({ id, first_at }, index) => {
    const before = found[index - 1];
    return before && first_at - before.last_at <= WINDOW ? [`incidents: ${before.id} and ${id} are one`] : [];
  });
  return [...missing, ...empty, ...twice];
}

function missingMails({ mail }: LivingWorld): string[] {
  return theStore
    .read('select id from incidents')
    .flatMap(({ id }) =>
      RECIPIENTS.flatMap((recipient) =>
        mail.taken.some((taken) => taken.id === id && taken.recipient === recipient)
          ? []
          : [`mails: none about ${id} to ${recipient}`],
      ),
    );
}

function missingTraces({ truth }: LivingWorld): string[] {
  const { n } = theStore.read('select count(*) as n from votes where not correct')[0]!;
  return truth.traces.size >= Number(n) ? [] : [`traces: ${truth.traces.size} of ${n} bad votes were told`];
}

function once({ truth, teams }: LivingWorld, kept: ReadonlyMap<string, number>): string[] {
  const shownIn = countMarkers([...teams.shown.values()].filter((each) => !isNotice(each)));
  return [...truth.calls.values()].flatMap(({ marker, kind, takenAt, author, card }) => {
    if (author !== undefined && truth.forgotten.has(author)) return [];
    const n = kept.get(marker) ?? 0;
    const shown = shownIn.get(marker) ?? 0;
    return [
      ...(n > 1 ? [`once: ${kind} ${marker} was done ${n} times`] : []),
      ...(n === 0 && takenAt !== undefined
        ? [`once: ${kind} ${marker} was acknowledged and is not kept`]
        : []),
      ...(shown > 1 ? [`once: ${shown} cards show ${marker}`] : []),
      ...(shown > 0 && !card && takenAt !== undefined
        ? [`once: a card shows ${marker}, which was not to be shown`]
        : []),
    ];
  });
}

/** What was acknowledged takes effect, however late, and however often it was delivered. */
function postsKeptOnce(world: LivingWorld, kept: ReadonlyMap<string, number>): string[] {
  return [...world.truth.posts.values()].flatMap((post) => {
    if (post.handed.takenAt === undefined || post.changes.length > 0 || isGone(world, post)) return [];
    const n = kept.get(post.marker) ?? 0;
    return n === 1 ? [] : [`posts: #${post.event.id} is kept ${n} times`];
  });
}

/** Marks of having forgotten somebody are kept for a day. */
const MARKS = new Set(['forgotten']);

/** Each verdict names the version that gave it, whichever serves by the time that it is kept. */
function verdictsByTheirModel(): string[] {
  return theStore
    .read('select id, model, label, probability from predictions')
    .filter(({ model, label, probability }) => probability !== probabilityBy(String(model), String(label)))
    .map(({ id, model }) => `models: ${id} names ${model}, which did not give it`);
}

/** What the challenger said is held against the verdict that stands, of which it agrees with all but the neutral ones. */
function challenged(): string[] {
  return theStore
    .read(
      `select prediction_id as id, c.challenger, c.label, p.label as given from challenger_verdicts as c
       join predictions as p on p.id = c.prediction_id
       where c.champion <> p.model or c.champion = c.challenger or c.agrees <> (c.label = p.label)
         or c.challenger <> ? or c.agrees = (p.label = 'neutral')`,
      CHALLENGER,
    )
    .map(({ id, label, given }) => `challenger: ${label} stands beside ${given} for ${id}, counted wrongly`);
}

/** On every replica the version that was chosen last serves, and no other is kept in memory. */
function models({ replicas }: LivingWorld): string[] {
  const [choice] = theStore.read('select version from model_choices order by number desc limit 1');
  return replicas.flatMap(({ machine, model, ready }) => {
    const serving = servingOn(machine);
    const wanted = choice?.version ?? model;
    if (!ready || (serving.length === 1 && serving[0] === wanted)) return [];
    return [`models: ${machine.name} has loaded ${serving.join(' and ')}, and ${wanted} was chosen`];
  });
}

/** Once all is quiet, what replicas keep in memory is as when they had started, but for what has a bound of its own. */
function memory({ replicas }: LivingWorld): string[] {
  return replicas.flatMap(({ machine, ready }) => {
    if (!ready) return [];
    const timers = waitingOn(machine);
    return [
      ...(timers > MOST_TIMERS ? [`memory: ${timers} timers of ${machine.name} wait after quiet`] : []),
      ...growthOn(machine)
        .filter(({ name, by }) => by > (BOUNDS[name] ?? 0))
        .map(({ name, by }) => `memory: ${name} of ${machine.name} has ${by} more than at its start`),
    ];
  });
}

const isDigest = ({ verdict, body }: Shown) =>
  !verdict && /Bilan du jour|Daily digest/.test(JSON.stringify(body));

/** One digest a day for each channel that wants one, however many replicas look, and one at all where nothing was wrong. */
function digests(world: LivingWorld): string[] {
  const { truth, teams } = world;
  const { now } = theWorld();
  const all = [...teams.shown.values()].filter(isDigest);
  const quoting = [...teams.shown.values()].filter(isNotice).flatMap((digest) =>
    [...truth.posts.values()]
      .filter(({ marker, handed, changes }) => {
        const takenAt = changes.find(({ mood }) => mood === null)?.takenAt;
        if (takenAt === undefined || takenAt + UNDER_WAY > digest.at || !inOrder([handed, ...changes]))
          return false;
        return searchable(digest.body).markers.includes(marker);
      })
      .map(({ event }) => `digests: ${digest.id} quotes the deleted post #${event.id}`),
  );
  const counted = DIGESTS.flatMap(({ channel, after }) => {
    const here = all.filter(({ conversation }) => conversation === channelId(channel));
    const [notice] = theStore.read(
      `select at from notices where channel = ? and kind = 'digest' and exists (select 1 from places where conversation = channel)`,
      channelId(channel),
    );
    const found: string[] = [];
    for (let slot = BEGIN + after; slot + 3 * MINUTE <= now; slot += DAY) {
      const sent = here.filter(({ at }) => at >= slot && at < slot + DAY);
      if (sent.length > 1) found.push(`digests: ${sent.length} in channel ${channel} for one day`);
      if (sent.length > 0 || !notice) continue;
      const wasAnnounced = Number(notice.at) === slot && truth.wasKind(slot, slot + 3 * MINUTE);
      const isMissing =
        Number(notice.at) < slot && truth.wasKind(now - 3 * MINUTE, now) && now - slot < DAY / 4;
      if (wasAnnounced || isMissing) found.push(`digests: none in channel ${channel}`);
    }
    return found;
  });
  return [...quoting, ...counted];
}

const isSpike = ({ body }: Shown) =>
  /Pic de posts négatifs|Spike in negative posts/.test(JSON.stringify(body));

/** What the bot says unasked about many posts. */
const isNotice = (each: Shown) => isDigest(each) || isSpike(each);

/**
 * A burst of negatives is told of once in its channel, and nothing is told of that is as usual: both by what people have written, which is
 * counted so that posts on their way, changed or deleted ones speak for the service.
 */
function spikes(world: LivingWorld): string[] {
  const { truth, teams } = world;
  const { now } = theWorld();
  return Array.from({ length: CHANNELS }, (_, channel) => channel).flatMap((channel) => {
    const told = [...teams.shown.values()].filter(
      (each) => each.conversation === channelId(channel) && isSpike(each),
    );
    const posts = [...truth.posts.values()].filter((post) => post.channel === channel);
    const twice = told.filter((each, index) => index > 0 && each.at - told[index - 1]!.at < HOUR);
    return [
      ...twice.map(({ id }) => `spikes: ${id} tells channel ${channel} once more`),
      ...told
        .filter(({ at }) => !mayBeBurst(world, posts, channel, at))
        .map(({ id }) => `spikes: ${id} tells channel ${channel} of what is as usual`),
      ...(isSurelyBurst(world, posts, channel, now) ? untold(world, channel, told) : []),
    ];
  });
}

/** Of so much more than usual a channel is told. */
const FAR = 0.2;
/** Of a channel without a past. */
const UNKNOWN = 0.4;

const moodsOf = ({ event, changes }: Post): readonly (string | null)[] => [
  event.mood,
  ...changes.map(({ mood }) => mood),
];

function mayBeBurst({ truth }: LivingWorld, posts: readonly Post[], channel: number, at: number): boolean {
  const recent = posts.filter(({ handed }) => handed.sentAt > at - HOUR - 20 * MINUTE && handed.sentAt <= at);
  const negative = recent.filter((post) => moodsOf(post).includes('negative')).length;
  // Kept for a minute at least, and since.
  const others = recent.filter(
    (post) =>
      !moodsOf(post).includes('negative') &&
      post.changes.length === 0 &&
      !truth.forgotten.has(post.author) &&
      (post.handed.takenAt ?? at) < at - MINUTE &&
      post.handed.sentAt > at - HOUR + MINUTE,
  ).length;
  const usual = truth.pasts.get(channel) ?? UNKNOWN;
  // What is told of may have been counted a while before it was shown.
  return (
    negative >= 5 && (negative / (negative + others) >= usual + FAR || !truth.wasKind(at - AFTERMATH, at))
  );
}

/** Fourteen negatives or more of which none was changed, among at most a ninth of others, where one in five is usual. */
function isSurelyBurst(
  { truth }: LivingWorld,
  posts: readonly Post[],
  channel: number,
  now: number,
): boolean {
  if (!truth.pasts.has(channel)) return false;
  const recent = posts.filter(({ handed }) => handed.sentAt > now - HOUR / 2);
  const plain = recent.every(
    ({ handed, changes, author }) =>
      handed.takenAt !== undefined && changes.length === 0 && !truth.forgotten.has(author),
  );
  const negative = recent.filter(({ mood }) => mood === 'negative').length;
  return plain && recent.length === posts.length && negative >= 14 && negative / recent.length >= 0.9;
}

function untold({ truth }: LivingWorld, channel: number, told: readonly Shown[]): string[] {
  const [notice] = theStore.read(
    `select at from notices where channel = ? and kind = 'spike'`,
    channelId(channel),
  );
  if (!notice) return [`spikes: channel ${channel} is not told of a burst`];
  const at = Number(notice.at);
  if (told.length > 0 || !truth.wasKind(at - MINUTE, at + 3 * MINUTE)) return [];
  return [`spikes: none shown in channel ${channel}, where one was announced`];
}

/** People who were forgotten and have done nothing since, with what tells of them. */
function forgottenForGood(truth: Truth) {
  return [...truth.forgotten].flatMap(([number, { takenAt }]) => {
    if (takenAt === undefined || comesBack(truth, number)) return [];
    const { id, name, aadObjectId, handle } = person(number);
    const written = [...truth.posts.values(), ...truth.calls.values()];
    return {
      number,
      takenAt,
      needles: [id, name, aadObjectId, handle, ...hashesOf(number)],
      markers: new Set(written.filter(({ author }) => author === number).map(({ marker }) => marker)),
    };
  });
}

function forgotten({ truth, teams }: LivingWorld): string[] {
  if (truth.forgotten.size === 0) return [];
  const rows = theStore
    .tables()
    .filter((table) => !MARKS.has(table))
    .flatMap((table) =>
      theStore.read(`select * from "${table}"`).map((row) => ({ table, ...searchable(row) })),
    );
  // Notices that were posted stay as they are.
  const cards = [...teams.shown.values()].map((each) => ({
    id: each.id,
    at: each.at,
    notice: isNotice(each),
    ...searchable(each.body),
  }));
  return forgottenForGood(truth).flatMap(({ number, takenAt, needles, markers: theirs }) => {
    const isTheirs = ({ text, markers }: Searchable) =>
      needles.some((needle) => text.includes(needle)) || markers.some((marker) => theirs.has(marker));
    return [
      ...rows
        .filter(isTheirs)
        .map(({ table, text }) => `forgotten: person ${number} is in ${table}: ${text}`),
      ...cards
        .filter((card) => isTheirs(card) && !(card.notice && card.at < takenAt + UNDER_WAY))
        .map((card) => `forgotten: ${card.id} shows person ${number}`),
    ];
  });
}

/**
 * What was erased is not in the bytes of the database either, whatever pages it stood on before. Comes last: it takes away the marks of
 * having forgotten somebody, as the sweep of the next day does.
 */
function erased(world: LivingWorld): string[] {
  const { truth } = world;
  const deleted = [...truth.posts.values()].filter(
    ({ handed, changes }) => changes.some(({ mood }) => mood === null) && inOrder([handed, ...changes]),
  );
  const people = forgottenForGood(truth);
  if (deleted.length === 0 && people.length === 0) return [];
  theStore.read('delete from forgotten');
  const bytes = theStore.bytes()!;
  const markers = new Set(bytes.toString('latin1').match(/marker\d+x/g));
  return [
    ...deleted
      .filter(({ marker }) => markers.has(marker))
      .map(({ event }) => `erased: the text of the deleted post #${event.id} is in the file`),
    ...people.flatMap(({ number, needles, markers: theirs }) => [
      ...[...theirs]
        .filter((marker) => markers.has(marker))
        .map((marker) => `erased: ${marker} of the forgotten person ${number} is in the file`),
      ...needles
        .filter((needle) => bytes.includes(needle))
        .map((needle) => `erased: ${needle} of the forgotten person ${number} is in the file`),
    ]),
  ];
}

interface Searchable {
  readonly text: string;
  /** What stands in posts and nowhere else, each once. */
  readonly markers: readonly string[];
}

function searchable(value: unknown): Searchable {
  const text = JSON.stringify(value);
  return { text, markers: [...new Set(text.match(/marker\d+x/g))] };
}

/** In how many of these each marker stands. */
function countMarkers(all: Iterable<unknown>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const each of all)
    for (const marker of searchable(each).markers) counts.set(marker, (counts.get(marker) ?? 0) + 1);
  return counts;
}

/** What was handed over after they were forgotten is another beginning. */
function comesBack(truth: Truth, number: number): boolean {
  const since = truth.forgotten.get(number)!.sentAt;
  const isLater = ({ takenAt = Number.POSITIVE_INFINITY }: Handed) => takenAt > since;
  const posts = [...truth.posts.values()].filter(({ author }) => author === number);
  return (
    posts.some(({ handed, changes }) => isLater(handed) || changes.some(isLater)) ||
    truth.votes.some((vote) => vote.person === number && isLater(vote)) ||
    [...truth.calls.values()].some((call) => call.author === number && isLater(call))
  );
}
