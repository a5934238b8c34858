// The digests that the channels of the demo would have had this week, as text: no Teams stands behind it in which their cards could
// be seen.
import { digestMessage } from '../../src/bot/cards/digest.ts';
import { composeDigest } from '../../src/channel/digest.ts';
import { latestSlot } from '../../src/channel/digest-plan.ts';
import { openDatabase } from '../../src/storage/engine/database.ts';
import { createFiguresStore } from '../../src/storage/stores/figures-store.ts';
import { createTriageClock } from '../../src/storage/stores/triage/triage-clock.ts';
import type { TopicSource } from '../../src/topics/topics-file.ts';
import { CHANNELS } from './timeline.ts';

const TIME_ZONE = 'Europe/Paris';

/**
 * @param dataDir folder of an embedded store that no service uses now.
 * @param topics by whose names topics are told.
 * @param now milliseconds since 1970-01-01T00:00Z.
 */
export async function tellDigests(
  dataDir: string,
  { topics: knownTopics }: TopicSource,
  now: number,
): Promise<string> {
  const database = await openDatabase({ dataDir });
  try {
    const figures = createFiguresStore(database);
    const triageClock = createTriageClock(database);
    const weekday = (new Date(now).getDay() || 7) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
    const slot = latestSlot({ every: 'week', at: '00:00', weekday }, TIME_ZONE, now);
    const told = [];
    for (const { id, name, language } of CHANNELS) {
      const digest = await composeDigest(figures, figures.learnt, id, 'week', slot);
      const waiting = await triageClock.waiting(id);
      const [waits] = await triageClock.count(slot, { channel: id });
      const answers = { waiting, now, waits };
      const { text } = digestMessage(language, TIME_ZONE, { ...digest, knownTopics, answers }, []);
      told.push(
        `${name}\n${text!
          .replaceAll('*', '')
          .replaceAll(/^(?=.)/gm, '  ')
          .replaceAll('\n\n', '\n')}`,
      );
    }
    return told.join('\n\n');
  } finally {
    await database.close();
  }
}
