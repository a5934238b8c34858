// The people of a soak: they post in channels of Teams, evenly, and now and then edit, delete, vote and react; other
// programs ask for verdicts over REST.
import { type Random, seeded } from '../../bench/random.ts';
import {
  channelPost,
  edit,
  execute,
  nativeFeedback,
  nextId,
  reaction,
  type Sent,
  softDelete,
} from '../../fixtures/activities.ts';
import { posts } from '../../fixtures/posts.ts';

export const CHANNELS = 48;
const PEOPLE = 500;
/** Answered posts that people still look at. */
const LATE = 2000;
const TENANT = 'a4d1c0de-9f3b-4c58-8f6e-3b1f5d7e9a10';

/** Of a hundred posts, how many stand in the thread of an earlier one. */
const IN_THREADS = 30;
/** How often it is 👎. */
const DOWN = 0.15;

export interface Answered {
  readonly post: Sent;
  /** Id of the reply, and of the prediction that it shows. */
  readonly reply: string;
  readonly prediction: string;
}

export const channelId = (channel: number) => `19:soak-${channel}@thread.tacv2`;

const changed = ({ channelData }: Sent, eventType: string) => ({ ...(channelData as object), eventType });

export function createPeople(seed: number) {
  const random: Random = seeded(seed);
  const one = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)]!;
  const answered: Answered[] = [];
  const roots = new Map<number, string>();
  let written = 0;

  function person() {
    const number = Math.floor(random() * PEOPLE);
    const tail = String(number).padStart(12, '0');
    return {
      id: `29:1soak-${number}`,
      name: `Person ${number}`,
      aadObjectId: `5f0c0000-0000-4000-8000-${tail}`,
    };
  }

  /** No two are alike, so that no verdict comes from memory. */
  function text(): string {
    written += 1;
    return `${one(posts)} (AP${1000 + Math.floor(random() * 9000)}-${written})`;
  }

  type FollowUp = (to: Answered, how: { readonly from: object; readonly correct: boolean }) => Sent;

  /** What people do about an answered post, and after how many of a hundred posts. */
  const followUps: readonly (readonly [number, FollowUp])[] = [
    [
      8,
      ({ post, reply, prediction: predictionId }, { from, correct }) =>
        execute(post, reply, { verb: 'vote', data: { predictionId, correct, card: 'fr' } }, { from }),
    ],
    [
      3,
      ({ post, reply }, { from, correct }) =>
        reaction(post, reply, { added: [correct ? 'like' : '1f44e_thumbsdown'], from }),
    ],
    [
      1,
      ({ post, reply }, { from, correct }) =>
        nativeFeedback(post, reply, correct ? 'like' : 'dislike', { from }),
    ],
    [2, ({ post }) => ({ ...edit(post, text()), channelData: changed(post, 'editMessage') })],
    [
      1,
      (gone) => {
        answered.splice(answered.indexOf(gone), 1);
        return { ...softDelete(gone.post), channelData: changed(gone.post, 'softDeleteMessage') };
      },
    ],
  ];

  function followUp(): Sent | undefined {
    if (answered.length === 0) return undefined;
    let dice = random() * 100;
    const [, make] =
      followUps.find(([share]) => {
        dice -= share;
        return dice < 0;
      }) ?? [];
    return make?.(one(answered), { from: person(), correct: random() >= DOWN });
  }

  return {
    text,
    /** What is handed over next: a post, which may begin a thread, and what somebody does about an earlier one, if anything. */
    next(): { readonly post: Sent; readonly followUp: Sent | undefined } {
      const channel = written % CHANNELS;
      const root = random() * 100 < IN_THREADS ? roots.get(channel) : undefined;
      const thread = root ?? nextId();
      roots.set(channel, thread);
      const post = channelPost(text(), {
        ...(root === undefined && { id: thread }),
        from: person(),
        conversation: {
          conversationType: 'channel',
          tenantId: TENANT,
          isGroup: true,
          id: `${channelId(channel)};messageid=${thread}`,
        },
        channelData: {
          tenant: { id: TENANT },
          team: { id: '19:soak@thread.tacv2' },
          channel: { id: channelId(channel) },
        },
      });
      return { post, followUp: followUp() };
    },
    /** A reply has come. */
    sees(seen: Answered) {
      answered.push(seen);
      if (answered.length > LATE) answered.shift();
    },
    /** Whether somebody who votes over REST finds a verdict right. */
    agrees: () => random() >= DOWN,
    chance: random,
  };
}
