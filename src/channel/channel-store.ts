// What is kept about channels and chats. src/storage implements it.

import type { Prediction } from '../feedback/prediction.ts';
import type { SetChannel } from './notices.ts';
import type { BrandRule } from './rules/brand-rules.ts';
import type { ChannelSettings } from './settings.ts';

/** The settings of a channel as they were last saved. */
export interface SavedSettings {
  readonly settings: ChannelSettings;
  /** What they were before; null when they were never saved before. */
  readonly former: ChannelSettings | null;
  /** Grows by one with each change; 0 while a channel was never set. */
  readonly revision: number;
}

/** A channel or chat is named by its conversation id, without a thread. */
export interface ChannelStore {
  /** @returns undefined for a channel that was never set. */
  findSettings(channel: string): Promise<SavedSettings | undefined>;
  /**
   * Saves settings, and keeps those before as the former ones.
   * @param options.revision saves only over this one, when it is given.
   * @param options.once id of the work that saves: done again, it changes nothing, and what stands by then is returned.
   * @returns undefined if they have been changed since.
   */
  saveSettings(
    channel: string,
    settings: ChannelSettings,
    options?: { readonly revision?: number | undefined; readonly once?: string | undefined },
  ): Promise<SavedSettings | undefined>;

  /** The settings of every channel that was ever set. */
  listSettings(): Promise<readonly SetChannel[]>;

  /** How many posts of a channel were answered, up to the number at which something was offered. */
  countAnswers(channel: string): Promise<number>;

  /**
   * Keeps who brought the bot to a place (a team, a channel of its own membership, or a chat), in place of whoever did so
   * before.
   * @param person keyed hash. @param at milliseconds since 1970-01-01T00:00Z.
   */
  saveInstaller(place: string, person: string, at: number): Promise<void>;
  /** The bot was removed at `at`: nobody who brought it there before owns the place any more. */
  deleteInstallers(place: string, at: number): Promise<void>;
  isInstaller(place: string, person: string): Promise<boolean>;
  /** Whether it is known who brought the bot to this very place. */
  hasInstaller(place: string): Promise<boolean>;
}

export interface BrandRuleStore {
  /**
   * The last posts whose text is kept, the newest first.
   * @param channel those of a channel or chat; null for all.
   */
  latestPosts(
    channel: string | null,
    most: number,
  ): Promise<readonly (Prediction & { readonly text: string })[]>;
  /** All of them, those of every channel included, by phrase. */
  allRules(): Promise<readonly BrandRule[]>;
  /**
   * Inserts a rule, or gives the phrase that it is about another meaning in the same place.
   * @param at milliseconds since 1970-01-01T00:00Z. @param options.most rules that may hold in that place.
   * @param options.once id of the work that does it: done again, it changes nothing.
   * @returns false, with nothing changed, when it would be one more than that.
   */
  saveRule(
    rule: BrandRule,
    at: number,
    options?: { readonly most?: number | undefined; readonly once?: string | undefined },
  ): Promise<boolean>;
  /** @returns the rule that was removed; undefined when there was none. */
  deleteRule(rule: Pick<BrandRule, 'phrase' | 'channel'>, once?: string): Promise<BrandRule | undefined>;
}
