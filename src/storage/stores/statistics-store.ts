// Counts over predictions, from the figures that the database keeps.
import type { Group, Statistics } from '../../feedback/statistics.ts';
import type { Database } from '../engine/database.ts';
import { sumFigures } from './figures/hour-figures.ts';

export function createStatistics(database: Pick<Database, 'db'>): Statistics {
  return {
    async count(period, by) {
      const groups = await sumFigures(database, period, by);
      return groups.map(({ examples: _examples, reviewed: _reviewed, ...group }): Group => group);
    },
  };
}
