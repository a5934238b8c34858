import assert from 'node:assert/strict';
import { createReminders } from '../../../src/bot/proactive/reminders.ts';
import { type ChannelSettings, DEFAULTS, type Reminders } from '../../../src/channel/settings.ts';
import { CHANNEL, openAnnouncing, PLACE } from '../announcing.ts';

const HOUR = 3_600_000;
const MORNING = '2026-06-10T07:00:00Z'; // 9 o'clock in Paris
const START = Date.parse(MORNING);
const CARE = '19:b@thread.tacv2';

describe('Reminders of posts that wait for an answer', () => {
  let world: Awaited<ReturnType<typeof openAnnouncing>>;
  beforeEach(async () => {
    world = await openAnnouncing(MORNING);
  });
  afterEach(() => world.close());

  const wants = (reminders: Partial<Reminders>, changes: Partial<ChannelSettings> = {}) =>
    world.parts.channels.saveSettings(CHANNEL, {
      ...DEFAULTS,
      reminders: { remindAfter: null, escalateAfter: null, escalateTo: null, ...reminders },
      ...changes,
    });
  const complain = (at: number, text = 'Valise perdue') =>
    world.add(at, { label: 'negative', probability: 0.05, text }, true);
  async function at(time: number, inService = true): Promise<string[]> {
    world.now = time;
    await world.look(createReminders({ ...world.parts, inService: async () => inService }));
    return (await world.cards()).map(({ fallbackText }) => fallbackText.replace(/\s/g, ' '));
  }

  it('come after the time that the channel wants, once for each post', async () => {
    await wants({ remindAfter: 2 });
    await complain(START);
    assert.deepEqual(await at(START + 2 * HOUR - 1), []);
    const due = ['📥 1 post attend une réponse. Personne ne s’en occupe. Il attend depuis 2 h.'];
    assert.deepEqual(await at(START + 2 * HOUR), due);
    assert.equal(world.orders, 1);
    assert.deepEqual(await at(START + 9 * HOUR), due);
  });

  it('name the posts, those that have waited longest first, with the way to each', async () => {
    await wants({ remindAfter: 1 });
    for (let n = 1; n <= 7; n += 1) await complain(START + n, `Valise ${n} perdue`);
    const [told] = await at(START + 2 * HOUR);
    assert.match(
      told!,
      /7 posts attendent une réponse. Personne ne s’en occupe. Le plus ancien attend depuis/,
    );
    const card = JSON.stringify((await world.cards())[0]);
    assert.match(card, /Valise 1 perdue.*Valise 5 perdue/);
    assert.doesNotMatch(card, /Valise 6 perdue/);
    assert.match(card, /… et 2 autres/);
    assert.match(card, /https:\/\/teams\.microsoft\.com\/l\/message/);
  });

  it('leave out what has waited for more than thirty days when a channel begins to want them', async () => {
    await complain(START);
    await complain(START + HOUR);
    await wants({ remindAfter: 1 });
    const [told] = await at(START + 30 * 24 * HOUR + 1);
    assert.match(told!, /1 post attend/);
  });

  it('leave out what somebody has taken or ended, until it waits again', async () => {
    await wants({ remindAfter: 1 });
    const [taken, ended] = [await complain(START), await complain(START)];
    await world.change(taken, 'taken');
    await world.change(ended, 'no_answer');
    assert.deepEqual(await at(START + 2 * HOUR), []);
    await world.change(ended, 'open');
    assert.deepEqual(await at(START + 2 * HOUR + 1), []);
    assert.equal((await at(START + 3 * HOUR)).length, 1);
  });

  it('count the hours of the channel alone, and never come when it is quiet', async () => {
    await wants({ remindAfter: 2 }, { quiet: { from: '20:00', to: '08:00' } });
    await complain(Date.parse('2026-06-10T17:00:00Z')); // 19 o'clock in Paris
    assert.deepEqual(await at(Date.parse('2026-06-10T21:00:00Z')), []);
    assert.deepEqual(await at(Date.parse('2026-06-11T06:59:00Z')), []);
    assert.equal((await at(Date.parse('2026-06-11T07:00:00Z'))).length, 1);
  });

  it('go to a second channel after longer, by the name of the first', async () => {
    await world.parts.conversations.saveConversation(
      { ...PLACE, conversation: CARE, language: 'en' },
      { person: null, at: 0 },
    );
    await world.parts.names.saveNames([{ id: CHANNEL, name: 'Avis' }], 1);
    await wants({ remindAfter: 1, escalateAfter: 4, escalateTo: CARE });
    await complain(START);
    await at(START + HOUR);
    const told = await at(START + 4 * HOUR);
    assert.match(told[1]!, /1 post is still unanswered in another channel/);
    assert.match(told[1]!, /Nobody has taken it. It has been waiting for/);
    const [reminded, escalated] = (await world.cards()).map((card) => JSON.stringify(card));
    assert.match(reminded!, /mentionnez-moi avec/);
    assert.match(escalated!, /Avis.*“settings” in the channel it is in/);
    const rows = await world.database.db.selectFrom('orders').select('channel').orderBy('position').execute();
    assert.deepEqual(
      rows.map(({ channel }) => channel),
      [CHANNEL, CARE],
    );
  });

  it('are off by default, in a silent channel, in another deployment, and where the bot was removed', async () => {
    await complain(START);
    await world.parts.channels.saveSettings(CHANNEL, DEFAULTS);
    assert.deepEqual(await at(START + 9 * HOUR), []);
    await wants({ remindAfter: 1 }, { mode: 'silent' });
    assert.deepEqual(await at(START + 9 * HOUR), []);
    await wants({ remindAfter: 1 });
    assert.deepEqual(await at(START + 9 * HOUR, false), []);
    await world.parts.conversations.deleteConversation(CHANNEL, START);
    assert.deepEqual(await at(START + 9 * HOUR), []);
  });

  it('come once from several replicas', async () => {
    await wants({ remindAfter: 1 });
    for (let n = 0; n < 5; n += 1) await complain(START + n);
    world.now = START + 2 * HOUR;
    await world.look(...[1, 2, 3].map(() => createReminders(world.parts)));
    assert.equal((await world.cards()).length, 1);
  });

  it('are told of to the operators when they fail, and tried again', async () => {
    await wants({ remindAfter: 1 });
    await complain(START);
    world.now = START + 2 * HOUR;
    const names = { find: () => Promise.reject(new Error('away')), tally: world.parts.feedback.tally };
    await world.look(createReminders({ ...world.parts, feedback: names }));
    assert.match(world.logged.join(), /could not be reminded/);
    assert.equal((await at(START + 2 * HOUR)).length, 1);
  });
});
