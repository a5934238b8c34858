// A day on which a flight is cancelled: posts come in by the route of their topic, the channel is told of the spike within minutes,
// and its digest counts them the next morning.
import assert from 'node:assert/strict';
import { createDigests } from '../../../src/bot/proactive/digests.ts';
import { createForward } from '../../../src/bot/proactive/forward.ts';
import { createSpikes } from '../../../src/bot/proactive/spikes.ts';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import { createFeedbackService } from '../../../src/feedback/feedback-service.ts';
import type { Label } from '../../../src/sentiment/verdict.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { createForwardingStore } from '../../../src/storage/stores/forwarding-store.ts';
import { scoresFor, verdict } from '../../feedback/verdicts.ts';
import { CHANNEL, openAnnouncing, PLACE } from '../announcing.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const DESK = '19:annulations@thread.tacv2';
/** Minutes after three o'clock at which people write of the cancelled flight. */
const CANCELLED = [1, 3, 4, 7, 9, 12, 14, 15, 18, 21, 22, 26, 30, 33, 41, 48];

describe('A day on which a flight is cancelled', () => {
  let world: Awaited<ReturnType<typeof openAnnouncing>>;
  beforeEach(async () => {
    world = await openAnnouncing('2026-06-10T13:00:00Z'); // three o'clock in Paris
    const { conversations, channels } = world.parts;
    await conversations.saveConversation({ ...PLACE, conversation: DESK }, { person: null, at: 0 });
    await channels.saveSettings(DESK, { ...DEFAULTS, digest: { every: 'day', at: '09:00' } });
    await createForwardingStore(world.database).replaceRules([
      { channel: DESK, language: null, network: null, topic: 'cancellation', negativeOnly: false },
      { channel: CHANNEL, language: null, network: null, topic: null, negativeOnly: false },
    ]);
    // Four weeks in which the desk had a cancellation now and then, and other complaints of those concerned.
    const before = Array.from({ length: 56 }, (_, n) =>
      world.add(world.now - (1 + (n % 28)) * DAY - (n % 7) * MINUTE, {
        channel: DESK,
        origin: `x:https://x.example/${n}`,
        door: 'api',
        label: n % 2 ? 'negative' : 'neutral',
        topics: [{ name: n % 8 ? 'refund' : 'cancellation', probability: 0.8 }],
      }),
    );
    await Promise.all(before);
  });
  afterEach(() => world.close());

  /** Sends a post as POST /posts does. @returns the channel that it is shown in. */
  async function send(n: number, topic: string, label: Label): Promise<string | undefined> {
    const { database, parts } = world;
    const forward = createForward({ ...parts, forwarding: createForwardingStore(database) });
    const judged = {
      ...verdict,
      ...{ label, probability: label === 'negative' ? 0.04 : 0.9 },
      scores: scoresFor(label, label === 'negative' ? 0.04 : 0.9),
      topics: [{ name: topic, probability: 0.93 }],
    };
    const text = `AP123 ${topic} ${n}`;
    const to = await forward.choose(judged, { network: 'mastodon' });
    const channel = to.reference?.conversation;
    const feedback = createFeedbackService({
      store: createFeedbackStore(database),
      hashPerson: (door, id) => `${door}#${id}`,
      keepText: 'all',
      clock: () => world.now,
    });
    await feedback.record({
      ...{ text, verdict: judged, door: 'api', channel },
      origin: `mastodon:https://mastodon.example/${topic}/${n}`,
      announce: (kept, handling) => (to.reference ? [forward.compose(to, kept, { text, handling })] : []),
    });
    return channel;
  }
  const told = async (title: RegExp) =>
    (await world.cards()).filter(({ fallbackText }) => title.test(fallbackText));
  const look = () => world.look(createSpikes({ ...world.parts, quietHours: 3 }), createDigests(world.parts));

  it('goes to the desk for it, which is told once of the spike, and in its digest', async () => {
    const three = world.now;
    let noticed: number | undefined;
    await look();
    for (let minute = 0; minute <= 60; minute += 1) {
      world.now = three + minute * MINUTE;
      if (CANCELLED.includes(minute)) assert.equal(await send(minute, 'cancellation', 'negative'), DESK);
      if (minute % 20 === 10) assert.equal(await send(minute, 'staff', 'positive'), CHANNEL);
      if (minute % 5 > 0) continue;
      await look();
      if (noticed === undefined && (await told(/^📈/)).length > 0) noticed = minute;
    }
    assert.ok(noticed !== undefined && noticed <= 25, `the spike was told of after ${noticed} minutes`);
    const spikes = await told(/^📈/);
    assert.equal(spikes.length, 1);
    assert.match(JSON.stringify(spikes[0]), /🏷️ Annulation\s: \d+ posts négatifs/);
    assert.equal((await told(/Négatif · 96/)).length, CANCELLED.length, 'a card for each post');

    world.now = Date.parse('2026-06-11T07:00:00Z');
    await look();
    const [digest] = await told(/^🗞️/);
    assert.match(JSON.stringify(digest), /"title":"Annulation","value":"16, dont 16 négatifs, \+1[56]"/);
  });
});
