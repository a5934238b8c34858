// What the bot says in a channel by itself, and that it says it once. src/storage implements it.
import type { ChannelSettings } from './settings.ts';

export type NoticeKind = 'digest' | 'spike';

export interface Notice {
  readonly channel: string;
  readonly kind: NoticeKind;
  /** When it was due, milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
}

export interface Notices<Order> {
  /** When the last notice of this kind was due; undefined when there was none yet. */
  latest(channel: string, kind: NoticeKind): Promise<number | undefined>;
  /** Takes it that all before `at` was said, where nothing was said yet. */
  begin(notice: Notice): Promise<void>;
  /**
   * Says something, once, whatever replicas do so at the same time: the note and the orders are written both or neither.
   * @param after says nothing when the last one was due later than that, or then.
   * @returns whether it was said.
   */
  announce(notice: Notice & { readonly after: number }, orders: readonly Order[]): Promise<boolean>;
  /** Forgets what was said in other channels than these. */
  keepOnly(kind: NoticeKind, channels: readonly string[]): Promise<void>;
}

/** A channel whose settings were saved. */
export interface SetChannel {
  readonly channel: string;
  readonly settings: ChannelSettings;
}
