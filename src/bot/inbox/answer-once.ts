// Teams delivers an invoke again when it is unsure whether its answer arrived. Its work is then not done again, by whichever replica:
// the first answer is given again, or waited for.
import { sleep } from '../../clock.ts';
import { type InboundActivity, personOf } from '../../delivery/activity.ts';
import { derivedId } from '../../delivery/derived-id.ts';
import type { KeptAnswer, RequestStore } from '../../delivery/request-store.ts';
import type { HashPerson } from '../../feedback/people.ts';
import type { InvokeAnswer } from '../protocol/turn.ts';

/** Longer than the work on an invoke takes; after it another replica begins again. */
const LEASE = 5000;
/** Teams has given up on an answer long before. */
const KEPT = 60 * 60 * 1000;
const POLL = 100;

export interface AnswerOnceParts {
  readonly requests: Pick<RequestStore, 'claim' | 'keep' | 'release'>;
  readonly hashPerson: HashPerson;
  /** Milliseconds since 1970-01-01T00:00Z, the same in every replica. */
  readonly steady: () => number;
}

export interface Answered {
  readonly answer: InvokeAnswer;
  /** Keyed hashes of people and origins of posts that it is about. */
  readonly subjects: Iterable<string>;
}

/**
 * @param work gets its id, a UUID, the same for each delivery. What it throws is thrown on, and it is done again with the next.
 * @returns undefined when the answer was erased since.
 */
export type AnswerOnce = (
  activity: InboundActivity,
  work: (id: string) => Promise<Answered>,
) => Promise<InvokeAnswer | undefined>;

export function createAnswerOnce({ requests, hashPerson, steady }: AnswerOnceParts): AnswerOnce {
  /** Invokes that this process works on. */
  const underWay = new Map<string, Promise<InvokeAnswer | undefined>>();

  async function answer(
    id: string,
    author: string | null,
    work: () => Promise<Answered>,
  ): Promise<InvokeAnswer | undefined> {
    const claimed = await claim(id);
    if ('answer' in claimed) return claimed.answer;
    try {
      const done = await work();
      const about = [...done.subjects, ...(author === null ? [] : [author])];
      await requests.keep(claimed.claim, toKept(done.answer), about);
      return done.answer;
    } catch (error) {
      await requests.release(claimed.claim);
      throw error;
    }
  }

  /** Waits while another delivery is being worked on; until then there is neither a claim nor an answer. */
  async function claim(key: string) {
    for (;;) {
      const claimed = await requests.claim({ key, body: '', at: steady(), lease: LEASE, keepFor: KEPT });
      if ('claim' in claimed) return claimed;
      if (claimed.answer === 'erased') return { answer: undefined };
      if (claimed.answer) return { answer: fromKept(claimed.answer) };
      await sleep(POLL);
    }
  }

  return (activity, work) => {
    const person = personOf(activity);
    const author = person === undefined ? null : hashPerson('teams', person);
    const { name, value } = activity;
    const what = [author, activity.conversation.id, name, activity.id, value];
    const id = derivedId(hashPerson('delivery', JSON.stringify(what)));
    const same = underWay.get(id);
    if (same) return same;
    const answered = hasEffect(activity)
      ? answer(id, author, () => work(id))
      : work(id).then((done) => done.answer);
    const ended = answered.finally(() => underWay.delete(id));
    underWay.set(id, ended);
    return ended;
  };
}

const READS = new Set(['composeExtension/query', 'composeExtension/fetchTask']);
const READING_VERBS = new Set(['details', 'view', 'why', 'rules', 'command']);

/** Whether an invoke changes anything. Answers to those that only show something are not kept: they may quote posts. */
function hasEffect({ name, value }: InboundActivity): boolean {
  if (READS.has(name ?? '')) return false;
  const { action, data } = (value ?? {}) as { action?: Pressed | null; data?: Pressed | null };
  const verb = action?.verb ?? data?.verb;
  // A brand rule is tried first.
  if (verb === 'rule') return (action ? action.data : data)?.confirmed === true;
  return !READING_VERBS.has(String(verb));
}

interface Pressed {
  readonly verb?: unknown;
  readonly confirmed?: unknown;
  readonly data?: { readonly confirmed?: unknown } | null;
}

function toKept({ status, body }: InvokeAnswer): KeptAnswer {
  return { status, json: JSON.stringify(body) };
}

function fromKept({ status, json }: KeptAnswer): InvokeAnswer {
  return { status, body: JSON.parse(json) as object };
}
