// Counts over predictions, from the figures that the database keeps.
import type { Group, Statistics } from '../../feedback/statistics.ts';
import type { Database } from '../engine/database.ts';
import { type FigureGroup, sumChannels, sumFigures } from './figures/hour-figures.ts';
import { sumTopics } from './figures/topic-figures.ts';

export function createStatistics(database: Pick<Database, 'db'>): Statistics {
  return {
    async count(period, by) {
      if (by === 'topic') return sumTopics(database, period);
      return (await sumFigures(database, period, by)).map(toGroup);
    },

    async countChannels(period) {
      return (await sumChannels(database, period)).map(toGroup);
    },
  };
}

function toGroup({ examples: _examples, reviewed: _reviewed, ...group }: FigureGroup): Group {
  return group;
}
