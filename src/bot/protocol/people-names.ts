// What Teams calls people who have taken posts. Names stand in memory and on cards of Teams, and are written down nowhere.
import { type InboundActivity, personOf } from '../../delivery/activity.ts';
import type { HashPerson } from '../../feedback/people.ts';

/** People whose names are kept in mind; of more, those who were heard last. */
const MOST = 5000;

export interface PeopleNames {
  /** Keeps the name of whoever caused an activity in mind. */
  hear(activity: InboundActivity): void;
  /** @param person keyed hash. */
  nameOf(person: string | null | undefined): string | undefined;
}

export function createPeopleNames(hashPerson: HashPerson): PeopleNames {
  const names = new Map<string, string>();
  return {
    hear(activity) {
      const person = personOf(activity);
      const name = activity.from?.name;
      if (person === undefined || typeof name !== 'string' || !name.trim()) return;
      const hash = hashPerson('teams', person);
      names.delete(hash);
      names.set(hash, name.trim());
      const [oldest] = names.keys();
      if (names.size > MOST) names.delete(oldest!);
    },
    nameOf: (person) => (person ? names.get(person) : undefined),
  };
}
