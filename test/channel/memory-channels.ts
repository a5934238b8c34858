// A store of channels in memory.
import type { ChannelStore, SavedSettings } from '../../src/channel/store.ts';
import type { MemoryStore } from '../feedback/memory-store.ts';

export function createMemoryChannels({ predictions }: Pick<MemoryStore, 'predictions'>): ChannelStore {
  const settings = new Map<string, SavedSettings>();
  const answers = new Map<string, number>();
  const installers = new Set<string>();
  return {
    findSettings: async (channel) => settings.get(channel),
    async saveSettings(channel, wanted, revision) {
      const current = settings.get(channel);
      if (revision !== undefined && revision !== (current?.revision ?? 0)) return undefined;
      const saved = {
        settings: wanted,
        former: current?.settings ?? null,
        revision: (current?.revision ?? 0) + 1,
      };
      settings.set(channel, saved);
      return saved;
    },
    async countAnswer(channel, upTo) {
      const count = (answers.get(channel) ?? 0) + 1;
      answers.set(channel, count);
      return count === upTo;
    },
    async saveInstaller(place, person) {
      installers.add(`${place} ${person}`);
    },
    isInstaller: async (place, person) => installers.has(`${place} ${person}`),
    async countVerdicts(channel, since) {
      const made = [...predictions.values()].filter(
        ({ origin, createdAt }) => origin?.startsWith(`teams:${channel}/`) && createdAt >= since,
      );
      const count = (holds: (each: (typeof made)[number]) => boolean) => made.filter(holds).length;
      return {
        predictions: made.length,
        negative: count(({ label }) => label === 'negative'),
        uncertain: count(({ certain }) => !certain),
        up: 0,
        down: 0,
      };
    },
  };
}
