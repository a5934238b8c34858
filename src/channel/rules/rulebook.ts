// The brand rules at hand for every post, read from the store now and then: another replica may have changed them.

import { wallClock } from '../../clock.ts';
import type { BrandRuleStore } from '../channel-store.ts';
import { type BrandRule, MOST_RULES, TooManyRulesError } from './brand-rules.ts';

/** Milliseconds for which rules are believed; those that were changed here are read again at once. */
const FRESH = 5000;

export interface Rulebook {
  /** Every rule there is, as the store has them now. */
  all(): Promise<readonly BrandRule[]>;
  /** The rules that hold in a channel; without one, those that hold everywhere. */
  inForce(channel?: string): Promise<readonly BrandRule[]>;
  /**
   * @param once id of the work that does it: done again, it changes nothing.
   * @throws {TooManyRulesError} when there would be more than {@link MOST_RULES} in its channel, or everywhere.
   */
  save(rule: BrandRule, once?: string): Promise<void>;
  /** @returns the rule that was removed; undefined when there was none. */
  remove(rule: Pick<BrandRule, 'phrase' | 'channel'>, once?: string): Promise<BrandRule | undefined>;
}

export function createRulebook({
  store,
  clock = wallClock,
}: {
  readonly store: BrandRuleStore;
  readonly clock?: (() => number) | undefined;
}): Rulebook {
  let known: { readonly at: number; readonly rules: Promise<InForce> } | undefined;

  async function rules(): Promise<InForce> {
    if (!known || clock() - known.at >= FRESH)
      known = { at: clock(), rules: store.allRules().then(inForceOf) };
    const asked = known;
    try {
      return await asked.rules;
    } catch (error) {
      if (known === asked) known = undefined;
      throw error;
    }
  }

  return {
    all: () => store.allRules(),
    async inForce(channel) {
      return (await rules())(channel);
    },
    async save(rule, once) {
      const saved = await store.saveRule(rule, clock(), { most: MOST_RULES, once });
      known = undefined;
      if (!saved) throw new TooManyRulesError(`There are ${MOST_RULES} brand rules there already.`);
    },
    async remove(rule, once) {
      const removed = await store.deleteRule(rule, once);
      known = undefined;
      return removed;
    },
  };
}

/** @returns the rules of a channel, the same list each time it is asked for. */
type InForce = (channel: string | undefined) => readonly BrandRule[];

function inForceOf(rules: readonly BrandRule[]): InForce {
  const byChannel = Map.groupBy(rules, ({ channel }) => channel);
  const everywhere = byChannel.get(null) ?? [];
  const lists = new Map<string, readonly BrandRule[]>();
  return (channel) => {
    const own = channel === undefined ? undefined : byChannel.get(channel);
    if (channel === undefined || !own) return everywhere;
    const list =
      lists.get(channel) ?? rules.filter((rule) => rule.channel === null || rule.channel === channel);
    lists.set(channel, list);
    return list;
  };
}
