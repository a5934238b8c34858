import assert from 'node:assert/strict';
import { createDigests } from '../../../src/bot/proactive/digests.ts';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import { CHANNEL, openAnnouncing, PLACE } from '../announcing.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const DAILY = { ...DEFAULTS, digest: { every: 'day', at: '09:00' } } as const;

describe('The digest of a channel', () => {
  let world: Awaited<ReturnType<typeof openAnnouncing>>;
  beforeEach(async () => {
    world = await openAnnouncing('2026-06-10T06:00:00Z'); // eight o'clock in Paris
  });
  afterEach(() => world.close());

  const wants = (settings: typeof DEFAULTS) => world.parts.channels.saveSettings(CHANNEL, settings);
  const look = () => world.look(createDigests(world.parts));
  const at = (time: string) => {
    world.now = Date.parse(time);
    return look();
  };
  const titles = async () => (await world.messages()).map(({ summary }) => summary);

  it('is posted at its hour, on the clock of the channel, once', async () => {
    await wants(DAILY);
    await look();
    await at('2026-06-10T06:59:00Z');
    assert.deepEqual(await titles(), []);
    await at('2026-06-10T07:00:00Z');
    await at('2026-06-10T07:01:00Z');
    assert.deepEqual(await titles(), ['🗞️ Bilan du jour. Aucun post analysé.']);
    assert.equal(world.orders, 1);
    await at('2026-06-11T07:00:30Z');
    assert.equal((await titles()).length, 2);
  });

  describe('about topics', () => {
    const MORNING = Date.parse('2026-06-10T00:00:00Z');
    const about = (...names: string[]) => ({ topics: names.map((name) => ({ name, probability: 0.8 })) });
    const told = async () => {
      await at('2026-06-10T07:00:00Z');
      const [card] = await world.cards();
      const facts = card!.body.filter(({ type }) => type === 'FactSet')[1]?.facts as
        | readonly { title: string; value: string }[]
        | undefined;
      return facts?.map(({ title, value }) => `${title} : ${value}`);
    };
    beforeEach(async () => {
      await wants(DAILY);
      await look();
    });

    it('counts the most frequent ones, their negatives, and the change from a week earlier', async () => {
      for (let n = 0; n < 3; n += 1)
        await world.add(MORNING, { label: 'negative', ...about('baggage', 'refund') });
      await world.add(MORNING, about('baggage'));
      for (let n = 0; n < 5; n += 1) await world.add(MORNING - 7 * DAY, about('refund'));
      assert.deepEqual(await told(), [
        'Bagages : 4, dont 3 négatifs, +4',
        'Remboursement : 3, dont 3 négatifs, -2',
      ]);
    });

    it('tells no change from a week in which no model knew topics', async () => {
      await world.add(MORNING, { label: 'negative', ...about('food') });
      await world.add(MORNING - 7 * DAY);
      assert.deepEqual(await told(), ['Repas : 1, dont 1 négatif']);
    });

    it('says nothing where no post is about any', async () => {
      await world.add(MORNING, { label: 'negative', ...about() });
      await world.add(MORNING);
      assert.equal(await told(), undefined);
    });

    it('counts an edited post once, by what it says now', async () => {
      const origin = `teams:${CHANNEL}/x`;
      await world.add(MORNING, { origin, ...about('delay') });
      await world.add(MORNING + 1, { origin, label: 'negative', ...about('food') });
      assert.deepEqual(await told(), ['Repas : 1, dont 1 négatif']);
    });

    it('stands in the message of a day without negatives too', async () => {
      await world.add(MORNING, about('food'));
      await at('2026-06-10T07:00:00Z');
      const [row] = await world.database.db.selectFrom('orders').select('message').execute();
      assert.match(JSON.parse(row!.message!).text, /\*\*Sujets\*\*\n\n\*\*Repas\*\*\s: 1, dont 0 négatif/);
    });
  });

  it('is left to the deployment in service', async () => {
    await wants(DAILY);
    await look();
    world.now = Date.parse('2026-06-10T07:00:00Z');
    await world.look(createDigests({ ...world.parts, inService: async () => false }));
    assert.deepEqual(await titles(), []);
    await look();
    assert.equal((await titles()).length, 1);
  });

  it('tells what waits for an answer, and how long answers took', async () => {
    await wants(DAILY);
    await look();
    const day = Date.parse('2026-06-10T00:00:00Z');
    const bad = { label: 'negative', probability: 0.1 } as const;
    await world.add(day + 4 * 3_600_000, bad, true);
    const answered = await world.add(day, bad, true);
    world.now = day + 25 * 60_000;
    await world.change(answered, 'answered');
    await at('2026-06-10T07:00:00Z');
    const [card] = await world.cards();
    const facts = JSON.stringify(card!.body.find(({ type }) => type === 'FactSet')?.facts);
    assert.match(facts, /"Réponses attendues","value":"1 ouverte, la plus ancienne depuis 3.h"/);
    assert.match(
      facts,
      /"Délai de réponse","value":"25.min pour la moitié des posts, 25.min pour neuf sur dix"/,
    );
  });

  it('tells volumes, negatives, the week before, bad predictions, what was learnt, and the worst posts', async () => {
    await wants(DAILY);
    await look();
    const day = Date.parse('2026-06-10T00:00:00Z');
    for (const probability of [0.1, 0.2]) await world.add(day, { label: 'negative', probability });
    await world.add(day);
    await world.add(day - 7 * DAY);
    await world.add(day - 7 * DAY, { label: 'negative' });
    await world.add(day - DAY, { label: 'negative', text: 'avant-hier' });
    await world.database.db
      .updateTable('predictions')
      .set({ up: 3, down: 1 })
      .where('probability', '=', 0.1)
      .execute();
    await at('2026-06-10T07:00:00Z');
    const [card] = await world.cards();
    const facts = card!.body.find(({ type }) => type === 'FactSet')?.facts as {
      title: string;
      value: string;
    }[];
    assert.deepEqual(Object.fromEntries(facts.map(({ title, value }) => [title, value])), {
      'Posts analysés': '3',
      Négatifs: '2 (67\u00a0%)',
      Neutres: '0 (0\u00a0%)',
      Positifs: '1 (33\u00a0%)',
      Incertains: '0 (0\u00a0%)',
      Votes: '👍 3 · 👎 1',
      'Une semaine plus tôt': '2 posts, dont 50\u00a0% de négatifs · ↗ +17 points',
      'Verdicts contestés': '25\u00a0% (4 votes)',
      'Vos retours': '0 vote, 0 correction, 0 règle ajoutée ou modifiée',
    });
    const outgoing = JSON.stringify(card);
    assert.match(outgoing, /Chart\.Donut/);
    assert.match(outgoing, /mar\. 9 juin.+mer\. 10 juin/);
    assert.match(outgoing, /teams\.microsoft\.com\/l\/message/);
    assert.doesNotMatch(outgoing, /avant-hier/);
  });

  it('names its channel as people know it, and takes no Markdown from the name', async () => {
    await wants(DAILY);
    await look();
    await world.add(Date.parse('2026-06-10T00:00:00Z'), { label: 'negative', probability: 0.1 });
    await at('2026-06-10T07:00:00Z');
    await world.parts.names.saveNames(
      [
        { id: PLACE.team!, name: 'Relation client' },
        { id: CHANNEL, name: '[Avis](https://x.example)' },
      ],
      1,
    );
    await world.add(Date.parse('2026-06-11T00:00:00Z'), { label: 'negative', probability: 0.1 });
    await at('2026-06-11T07:00:00Z');
    const lines = (await world.cards()).map(({ body }) =>
      body.filter(({ type }) => type === 'RichTextBlock'),
    );
    assert.deepEqual(
      lines.map((blocks) => blocks.map(({ inlines }) => (inlines as { text: string }[])[0]?.text)),
      [
        ['😞 Négatif · 90\u00a0% · '],
        ['Relation client › [Avis](https://x.example)', '😞 Négatif · 90\u00a0% · '],
      ],
    );
  });

  it('with no post to open is a message in the Markdown that every client of Teams shows', async () => {
    await wants(DAILY);
    await look();
    await at('2026-06-10T07:00:00Z');
    await world.add(Date.parse('2026-06-11T00:00:00Z'));
    await wants({ ...DAILY, language: 'en' });
    await at('2026-06-11T07:00:00Z');
    const [empty, happy] = await world.messages();
    assert.deepEqual(empty, {
      type: 'message',
      textFormat: 'markdown',
      locale: 'fr',
      summary: '🗞️ Bilan du jour. Aucun post analysé.',
      text: [
        '🗞️ **Bilan du jour**',
        '*Du mar. 9 juin, 09:00 au mer. 10 juin, 09:00*',
        'Aucun post analysé.',
        '**Une semaine plus tôt**\u00a0: aucun post',
        '**Verdicts contestés**\u00a0: aucun vote',
        '**Vos retours**\u00a0: 0 vote, 0 correction, 0 règle ajoutée ou modifiée',
      ].join('\n\n'),
    });
    assert.match(happy!.text!, /^\*\*Posts analysed\*\*: 1\n\n\*\*Negative\*\*: 0 \(0%\) · /m);
    // Lists, headers and tables are not shown by Teams on phones.
    for (const { text } of [empty!, happy!]) assert.doesNotMatch(text!, /^\s*(?:[-*+#]|\d+\.)\s|\|/m);
  });

  it('of a week comes on its day', async () => {
    await wants({ ...DEFAULTS, language: 'en', digest: { every: 'week', at: '09:00', weekday: 4 } });
    await look();
    await at('2026-06-10T12:00:00Z');
    assert.deepEqual(await titles(), []);
    await at('2026-06-11T07:00:00Z');
    assert.deepEqual(await titles(), ['🗞️ Weekly digest. No posts analysed.']);
  });

  it('that was missed is posted once afterwards, and not at all when that is too late', async () => {
    await wants(DAILY);
    await look();
    await at('2026-06-10T12:59:00Z');
    await at('2026-06-10T13:00:00Z');
    assert.equal((await titles()).length, 1);
    await at('2026-06-11T13:01:00Z');
    assert.equal((await titles()).length, 1);
    await at('2026-06-12T07:00:00Z');
    assert.equal((await titles()).length, 2);
  });

  it('does not come for the time before somebody asked for it, nor for that in which nobody wanted it', async () => {
    await wants(DAILY);
    await at('2026-06-10T08:00:00Z');
    await look();
    assert.deepEqual(await titles(), []);
    await at('2026-06-11T07:00:00Z');
    assert.equal((await titles()).length, 1);
    await wants(DEFAULTS);
    await at('2026-06-12T07:00:00Z');
    await wants(DAILY);
    await at('2026-06-12T08:00:00Z');
    await look();
    assert.equal((await titles()).length, 1);
  });

  it('is posted by one of several replicas', async () => {
    await wants(DAILY);
    await look();
    world.now = Date.parse('2026-06-10T07:00:00Z');
    await world.look(...[1, 2, 3].map(() => createDigests(world.parts)));
    assert.equal((await titles()).length, 1);
  });

  it('is not posted where the bot was removed, and does not keep others from theirs', async () => {
    const OTHER = '19:b@thread.tacv2';
    await wants(DAILY);
    await world.parts.channels.saveSettings(OTHER, DAILY);
    await look();
    await at('2026-06-10T07:00:00Z');
    assert.equal((await titles()).length, 1);
    await world.parts.conversations.deleteConversation(CHANNEL, Date.now());
    await at('2026-06-11T07:00:00Z');
    assert.equal((await titles()).length, 1);
    assert.deepEqual(
      world.logged.filter((line) => /could not/.test(line)),
      [],
    );
  });

  it('that fails in one channel is tried again, and comes in the others meanwhile', async () => {
    await wants(DAILY);
    await look();
    const count = world.parts.figures.count;
    world.parts.figures.count = async () => {
      throw new Error('the store is away');
    };
    await at('2026-06-10T07:00:00Z');
    assert.match(world.logged.join(), /a digest could not be written/);
    world.parts.figures.count = count;
    await at('2026-06-10T07:01:00Z');
    assert.equal((await titles()).length, 1);
  });
});
