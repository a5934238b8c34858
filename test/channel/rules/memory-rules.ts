// A store of brand rules in memory.

import type { BrandRuleStore } from '../../../src/channel/channel-store.ts';
import { type BrandRule, keyOf } from '../../../src/channel/rules/brand-rules.ts';

export function createMemoryRules(
  posts: Awaited<ReturnType<BrandRuleStore['latestPosts']>> = [],
): BrandRuleStore {
  const rules = new Map<string, BrandRule>();
  const idOf = ({ phrase, channel }: Pick<BrandRule, 'phrase' | 'channel'>) => `${channel} ${keyOf(phrase)}`;
  return {
    latestPosts: async (channel, most) =>
      posts.filter((post) => channel === null || post.channel === channel).slice(0, most),
    allRules: async () => [...rules.values()],
    async saveRule(rule, _at, { most = Number.POSITIVE_INFINITY } = {}) {
      const others = [...rules].filter(
        ([id, { channel }]) => channel === rule.channel && id !== idOf(rule),
      ).length;
      if (others >= most) return false;
      rules.set(idOf(rule), rule);
      return true;
    },
    async deleteRule(rule) {
      const removed = rules.get(idOf(rule));
      rules.delete(idOf(rule));
      return removed;
    },
  };
}
