// Messages that the bot posts unprompted, each exactly once. src/storage implements it.
import type { ChannelSettings } from './settings.ts';

export type NoticeKind = 'digest' | 'spike' | 'reminder' | 'escalation';

export interface Notice {
  readonly channel: string;
  readonly kind: NoticeKind;
  /** When it was due, milliseconds since 1970-01-01T00:00Z. */
  readonly at: number;
}

export interface Notices<Outgoing> {
  /** When the last notice of this kind was due; undefined when there was none yet. */
  latest(channel: string, kind: NoticeKind): Promise<number | undefined>;
  /** Marks everything before `at` as posted, for a channel without notices so far. */
  begin(notice: Notice): Promise<void>;
  /**
   * Posts a notice once, even if several replicas try: the notice and its outgoing messages are written in one transaction.
   * @param after nothing is posted if the last notice was due at that time or later.
   * @returns true if this call posted it.
   */
  announce(notice: Notice & { readonly after: number }, messages: readonly Outgoing[]): Promise<boolean>;
  /** Deletes the notices of all channels but these. */
  keepOnly(kind: NoticeKind, channels: readonly string[]): Promise<void>;
}

/** A channel whose settings were saved. */
export interface SetChannel {
  readonly channel: string;
  readonly settings: ChannelSettings;
}
