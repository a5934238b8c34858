// What Teams calls people who have taken posts. Names stand in memory and on cards of Teams, and are written down nowhere: after
// a restart Teams is asked for the name of somebody whose post is drawn again.
import { startTimer, stopTimer, wallClock } from '../../clock.ts';
import { type InboundActivity, personOf } from '../../delivery/activity.ts';
import { withoutThread } from '../../delivery/conversation-id.ts';
import type { ConversationReference } from '../../delivery/conversation-reference.ts';
import type { HashPerson } from '../../feedback/people.ts';
import type { ConnectorClient } from './connector-client.ts';
import { withoutPayload } from './failure.ts';

/** People whose names are kept in mind; of more, those who were heard last. */
const MOST = 5000;
/** Milliseconds that a card waits for a name. One that comes later stands on the next. */
const PATIENCE = 1500;
/** Milliseconds after which Teams is asked again for somebody whom it did not name. */
const ASK_AGAIN = 10 * 60_000;

type Person = string | null | undefined;

export interface PeopleNames {
  /** Keeps the name of whoever caused an activity in mind. */
  hear(activity: InboundActivity): void;
  /** @param person keyed hash. */
  nameOf(person: Person): string | undefined;
  /**
   * The same; one that is not in mind is looked for among those who take part in the conversation. Never fails: where Teams does
   * not tell, in time or at all, there is no name.
   */
  seek(person: Person, conversation: ConversationReference): Promise<string | undefined>;
}

export interface PeopleNamesParts {
  readonly hashPerson: HashPerson;
  readonly connector: Pick<ConnectorClient, 'membersOf'>;
  readonly log: { warn(fields: object, message: string): void };
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock?: (() => number) | undefined;
}

export function createPeopleNames({
  hashPerson,
  connector,
  log,
  clock = wallClock,
}: PeopleNamesParts): PeopleNames {
  const names = createMind<string>();
  const asked = createMind<{ readonly at: number; readonly done: Promise<void> }>();

  async function ask(person: string, place: ConversationReference): Promise<void> {
    try {
      for await (const { id, name } of connector.membersOf(place))
        if (hashPerson('teams', id) === person) return names.keep(person, name);
    } catch (err) {
      log.warn({ err: withoutPayload(err) }, 'Teams does not tell who takes part in a conversation');
    }
  }

  return {
    hear(activity) {
      const person = personOf(activity);
      const name = activity.from?.name;
      if (person === undefined || typeof name !== 'string' || !name.trim()) return;
      names.keep(hashPerson('teams', person), name.trim());
    },
    nameOf: (person) => (person ? names.get(person) : undefined),
    async seek(person, reference) {
      if (!person) return undefined;
      const known = names.get(person);
      if (known !== undefined) return known;
      const place = { ...reference, conversation: withoutThread(reference.conversation) };
      const key = `${place.conversation} ${person}`;
      let asking = asked.get(key);
      if (!asking || clock() - asking.at >= ASK_AGAIN) {
        asking = { at: clock(), done: ask(person, place) };
        asked.keep(key, asking);
      }
      await orLate(asking.done);
      return names.get(person);
    },
  };
}

async function orLate(done: Promise<void>): Promise<void> {
  const { promise: late, resolve } = Promise.withResolvers<void>();
  const limit = startTimer(resolve, PATIENCE);
  await Promise.race([done, late]);
  stopTimer(limit);
}

/** What was kept last, up to so many. */
function createMind<Value>() {
  const kept = new Map<string, Value>();
  return {
    get: (key: string) => kept.get(key),
    keep(key: string, value: Value): void {
      kept.delete(key);
      kept.set(key, value);
      const [oldest] = kept.keys();
      if (kept.size > MOST) kept.delete(oldest!);
    },
  };
}
