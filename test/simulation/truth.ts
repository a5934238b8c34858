// What the world knows of itself: what was done, when, and whether the bot said that it has it.
import type { WorldEvent } from './history.ts';
import type { Place } from './people.ts';

/** Something that was handed over, until it was taken. */
export interface Handed {
  /** When it was first sent. */
  readonly sentAt: number;
  /** When the bot first said that it has it. */
  takenAt: number | undefined;
}

export interface Post extends Place {
  readonly event: Extract<WorldEvent, { kind: 'post' }>;
  /** Of the message. */
  readonly id: string;
  /** What stands in all that was written in it, and nowhere else. */
  readonly marker: string;
  readonly author: number;
  mood: string;
  readonly handed: Handed;
  /** Edits and deletions, in order. */
  readonly changes: (Handed & { readonly mood: string | null; readonly at: number })[];
}

export interface Vote extends Handed {
  readonly person: number;
  /** Of the post in Teams, or of the prediction. */
  readonly on: string;
  readonly correct: boolean;
  readonly undo: boolean;
  /** Whether the bot knew of the reply that it was given on: it does not where the answer of Teams was lost. */
  readonly known: boolean;
  /** The prediction that it was on, when that is known. */
  readonly prediction: string | undefined;
}

/** A call with an Idempotency-Key. */
export interface Call extends Handed {
  readonly kind: 'predict' | 'forward';
  readonly marker: string;
  readonly author: number | undefined;
  prediction: string | undefined;
  /** Whether a card was promised. */
  card: boolean;
}

/** A time in which something was wrong. */
export interface Trouble {
  readonly kind: string;
  readonly from: number;
  until: number;
}

export class Truth {
  readonly posts = new Map<number, Post>();
  /** The same by the id of the message. */
  readonly postsByMessage = new Map<string, Post>();
  readonly votes: Vote[] = [];
  readonly calls = new Map<number, Call>();
  readonly forgotten = new Map<number, Handed>();
  readonly troubles: Trouble[] = [];
  /** Channels with posts from days before, and the share of them that is negative. */
  readonly pasts = new Map<number, number>();
  /** Ids of traces that telemetry has, with how often. */
  readonly traces = new Map<string, number>();

  /** Whether nothing was wrong in a time. */
  wasKind(from: number, until: number): boolean {
    return this.troubles.every((trouble) => trouble.until < from || trouble.from > until);
  }
}
