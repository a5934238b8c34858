// What must hold whatever happens. Each function gives what is wrong, in words; the first word names the rule.
import { createPeopleHash } from '../../src/feedback/people.ts';
import { person } from './people.ts';
import { config, RECIPIENTS } from './replica.ts';
import { theStore } from './store.ts';
import type { Shown } from './teams.ts';
import type { Handed, Post, Truth, Vote } from './truth.ts';
import type { LivingWorld } from './world.ts';

const MINUTE = 60_000;
const WINDOW = config.ALERT_WINDOW * MINUTE;
/** After trouble, waits that it brought about may go on for so long. */
const AFTERMATH = 7 * MINUTE;

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
  return [...twoReplies(world), ...limits(world), ...twoMails(world)];
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
  const shownIn = countMarkers(teams.shown.values());
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

function forgotten({ truth, teams }: LivingWorld): string[] {
  if (truth.forgotten.size === 0) return [];
  const rows = theStore
    .tables()
    .filter((table) => !MARKS.has(table))
    .flatMap((table) =>
      theStore.read(`select * from "${table}"`).map((row) => ({ table, ...searchable(row) })),
    );
  const cards = [...teams.shown.values()].map(({ id, body }) => ({ id, ...searchable(body) }));
  return [...truth.forgotten].flatMap(([number, { takenAt }]) => {
    if (takenAt === undefined || comesBack(truth, number)) return [];
    const { id, name, aadObjectId, handle } = person(number);
    const written = [...truth.posts.values(), ...truth.calls.values()];
    const theirs = new Set(written.filter(({ author }) => author === number).map(({ marker }) => marker));
    const needles = [id, name, aadObjectId, handle, ...hashesOf(number)];
    const isTheirs = ({ text, markers }: Searchable) =>
      needles.some((needle) => text.includes(needle)) || markers.some((marker) => theirs.has(marker));
    return [
      ...rows
        .filter(isTheirs)
        .map(({ table, text }) => `forgotten: person ${number} is in ${table}: ${text}`),
      ...cards.filter(isTheirs).map((card) => `forgotten: ${card.id} shows person ${number}`),
    ];
  });
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
