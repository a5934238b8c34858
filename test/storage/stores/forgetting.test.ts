import assert from 'node:assert/strict';
import type { KyselyPlugin } from 'kysely';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import { outgoingMessages } from '../../../src/delivery/outgoing-message.ts';
import { createChannelStore } from '../../../src/storage/stores/channel-store.ts';
import { createConversationStore } from '../../../src/storage/stores/delivery/conversation-store.ts';
import { createMemberStore } from '../../../src/storage/stores/delivery/member-store.ts';
import { createOutbox } from '../../../src/storage/stores/delivery/outbox-store.ts';
import { createReplyStore } from '../../../src/storage/stores/delivery/reply-store.ts';
import { createFeedbackStore } from '../../../src/storage/stores/feedback-store.ts';
import { CHANNEL, PLACE } from '../../bot/announcing.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { onBothDatabases } from '../databases.ts';

onBothDatabases('Forgetting a person', (current) => {
  const store = () => createFeedbackStore(current());
  async function kept(changes = {}) {
    const made = prediction(changes);
    await store().addPrediction(made);
    return made.id;
  }
  const vote = (predictionId: string, voter: string, correct: boolean) =>
    store().castVote(predictionId, voter, () => ({
      vote: { predictionId, voter, correct, correction: null, votedAt: 1 },
      trace: null,
    }));

  it('takes their votes out of every tally, and leaves those of others', async () => {
    const [first, second, third] = [await kept(), await kept(), await kept()];
    await vote(first, 'ann', true);
    await vote(first, 'bob', false);
    await vote(second, 'ann', false);
    await vote(second, 'ann in Teams', false);
    await vote(third, 'bob', true);
    assert.deepEqual(await store().forgetPerson(['ann', 'ann in Teams']), { votes: 3, posts: 0, reviews: 0 });
    assert.deepEqual(await store().tally(first), { up: 0, down: 1 });
    assert.deepEqual(await store().tally(second), { up: 0, down: 0 });
    assert.deepEqual(await store().tally(third), { up: 1, down: 0 });
  });

  it('erases what they wrote and where, and keeps the verdict and the votes of others', async () => {
    const theirs = await kept({ author: 'ann', origin: 'web:https://a.example/1' });
    const other = await kept({ author: 'bob', origin: 'web:https://a.example/2' });
    await vote(theirs, 'bob', true);
    assert.deepEqual(await store().forgetPerson(['ann']), { votes: 0, posts: 1, reviews: 0 });
    const forgotten = await store().findPrediction(theirs);
    assert.deepEqual([forgotten?.text, forgotten?.author, forgotten?.origin], [null, null, null]);
    assert.deepEqual(await store().tally(theirs), { up: 1, down: 0 });
    assert.equal((await store().findPrediction(other))?.author, 'bob');
  });

  it('drops what of theirs waits to be shown in Teams, and nothing of others', async () => {
    const outbox = createOutbox(current());
    const until = Number.MAX_SAFE_INTEGER;
    for (const author of ['ann', 'bob']) {
      const id = await kept({ author, channel: CHANNEL });
      await outbox.add([
        outgoingMessages.show(PLACE, author, id, { type: 'message' as const, summary: author }, until),
      ]);
    }
    await outbox.add([outgoingMessages.post(PLACE, { type: 'message' }, until)]);
    await store().forgetPerson(['ann']);
    const left = await current().db.selectFrom('orders').select('card').orderBy('position').execute();
    assert.deepEqual(
      left.map(({ card }) => card),
      ['bob', null],
    );
  });

  it('drops answers that wait for them alone, and not those for others', async () => {
    const outbox = createOutbox(current());
    const until = Number.MAX_SAFE_INTEGER;
    const answerTo = (person: string | null) => ({
      type: 'message' as const,
      summary: String(person),
      audience: { id: '29:1', person, otherwise: 'nobody' as const },
    });
    await outbox.add(['ann', 'bob', null].map((who) => outgoingMessages.post(PLACE, answerTo(who), until)));
    await outbox.add([outgoingMessages.post(PLACE, { type: 'message', summary: '"person":"ann"' }, until)]);
    await store().forgetPerson(['ann']);
    const left = await current().db.selectFrom('orders').select('message').orderBy('position').execute();
    assert.deepEqual(
      left.map(({ message }) => JSON.parse(message!).summary),
      ['bob', 'null', '"person":"ann"'],
    );
  });

  it('keeps nothing of theirs that was under way meanwhile, and what they write and vote afterwards', async () => {
    await store().forgetPerson(['ann'], 50);
    const under = await store().addPrediction(
      prediction({ author: 'ann', origin: 'web:1', channel: CHANNEL }),
      50,
    );
    assert.deepEqual([under.text, under.author, under.origin, under.channel], [null, null, null, null]);
    assert.deepEqual(await store().findPrediction(under.id), under);
    const later = await store().addPrediction(prediction({ author: 'ann' }), 51);
    assert.equal((await store().findPrediction(later.id))?.author, 'ann');
    const yes = (since: number) =>
      store().castVote(
        later.id,
        'ann',
        () => ({
          vote: { predictionId: later.id, voter: 'ann', correct: true, correction: null, votedAt: 1 },
          trace: null,
        }),
        { since },
      );
    assert.deepEqual((await yes(49)).tally, { up: 0, down: 0 });
    assert.deepEqual((await yes(51)).tally, { up: 1, down: 0 });
  });

  it('keeps nothing of a post that was deleted while it was judged', async () => {
    await store().forgetPost('teams:19:care/7', 50);
    const made = await store().addPrediction(prediction({ origin: 'teams:19:care/7', author: 'ann' }), 40);
    assert.deepEqual([made.text, made.author, made.origin], [null, null, null]);
    const back = await store().addPrediction(prediction({ origin: 'teams:19:care/7' }), 60); // it was put back
    assert.notEqual(back.text, null);
  });

  it('leaves no way from a verdict of theirs to its message, and leaves those of others', async () => {
    const replies = createReplyStore(current());
    for (const author of ['ann', 'bob'])
      await replies.saveReply({
        conversation: CHANNEL,
        post: author,
        reply: `re ${author}`,
        predictionId: await kept({ author }),
      });
    const unseen = async (author: string) => ({
      id: author,
      unseen: { conversation: CHANNEL, post: `of ${author}`, predictionId: await kept({ author }) },
    });
    for (const author of ['ann', 'bob']) await createOutbox(current()).delivered(await unseen(author));
    const late = await unseen('ann');
    await store().forgetPerson(['ann']);
    await createOutbox(current()).delivered(late);
    assert.equal(await replies.findReplyToPost(CHANNEL, 'ann'), undefined);
    assert.equal(await replies.mayStandUnseen(CHANNEL, 'of ann'), false);
    assert.ok(await replies.findReplyToPost(CHANNEL, 'bob'));
    assert.ok(await replies.mayStandUnseen(CHANNEL, 'of bob'));
  });

  it('takes their cards back in Teams, in threads and in their own chat, where the bot can write', async () => {
    const conversations = createConversationStore(current());
    await conversations.saveConversation(PLACE, { person: null, at: 0 });
    const chat = { ...PLACE, team: undefined, conversation: 'a:ann' };
    await conversations.saveConversation(chat, { person: 'ann', at: 0 });
    for (const conversation of [`${CHANNEL};messageid=5`, 'a:ann', '19:unknown@thread.tacv2'])
      await createReplyStore(current()).saveReply({
        conversation,
        post: '5',
        reply: `re ${conversation}`,
        predictionId: await kept({ author: 'ann', channel: CHANNEL }),
      });
    await store().forgetPerson(['ann']);
    const orders = await current().db.selectFrom('orders').selectAll().orderBy('position').execute();
    assert.deepEqual(
      orders
        .map(({ conversation, card, message, refresh }) => [conversation, card, message, Boolean(refresh)])
        .toSorted(),
      [
        [`${CHANNEL};messageid=5`, `re ${CHANNEL};messageid=5`, null, true],
        ['a:ann', 're a:ann', null, true],
      ],
    );
    assert.deepEqual(await current().db.selectFrom('replies').selectAll().execute(), []);
  });

  it('does not keep the place of a post of theirs that was deleted before', async () => {
    await kept({ author: 'ann', origin: 'teams:19:ann_bob@unq.gbl.spaces/1' });
    await kept({ author: 'bob', origin: 'teams:19:ann_bob@unq.gbl.spaces/2' });
    for (const post of ['1', '2']) await store().forgetPost(`teams:19:ann_bob@unq.gbl.spaces/${post}`, 1);
    await store().forgetPerson(['ann'], 2);
    const marks = await current().db.selectFrom('forgotten').select('subject').orderBy('subject').execute();
    assert.deepEqual(
      marks.map(({ subject }) => subject),
      ['ann', 'teams:19:ann_bob@unq.gbl.spaces/2'],
    );
  });

  it('drops what waits and quotes them, also what is composed or being sent in this moment', async () => {
    const outbox = createOutbox(current());
    const until = 9_000;
    const ids = { ann: await kept({ author: 'ann' }), bob: await kept({ author: 'bob', origin: 'web:bob' }) };
    const quoting = (...who: (keyof typeof ids)[]) =>
      outgoingMessages.post(
        PLACE,
        { type: 'message', summary: who.join() },
        until,
        null,
        who.map((one) => ({ id: ids[one], text: one })),
      );
    const left = async () =>
      (
        await current().db.selectFrom('orders').select(['message', 'until']).orderBy('position').execute()
      ).map((row) => [JSON.parse(row.message!).summary, row.until]);
    await outbox.add([quoting('bob', 'ann'), quoting('bob'), quoting()]);
    const [first] = await current().db.selectFrom('orders').select('id').orderBy('position').execute();
    await outbox.lead('me', 1, 1000);
    await outbox.begin([first!.id], 'me', 2);
    await store().forgetPerson(['ann']);
    assert.deepEqual(await left(), [
      ['bob,ann', 0],
      ['bob', until],
      ['', until],
    ]);
    await outbox.add([quoting('ann')]);
    assert.equal((await left()).length, 3);
    await store().forgetPost('web:bob');
    assert.deepEqual(
      (await left()).map(([summary]) => summary),
      ['bob,ann', ''],
    );
  });

  it('finds them by any of their ids, and forgets where they were heard and what they own', async () => {
    const members = createMemberStore(current());
    const channels = createChannelStore(current());
    await members.hear({ conversation: CHANNEL, person: 'ann', account: 'ann of Teams', at: 1 });
    await members.hear({ conversation: CHANNEL, person: 'bob', account: 'bob of Teams', at: 1 });
    await channels.saveInstaller('19:team', 'ann', 1);
    await kept({ author: 'ann' });
    await kept({ author: 'ann of Teams' });
    assert.equal((await store().forgetPerson(['ann of Teams'])).posts, 2);
    assert.ok(!(await members.isMember(CHANNEL, 'ann')));
    assert.ok(await members.isMember(CHANNEL, 'bob'));
    assert.ok(!(await channels.isInstaller('19:team', 'ann')));
    const accounts = await current().db.selectFrom('accounts').select('person').execute();
    assert.deepEqual(
      accounts.map(({ person }) => person),
      ['bob'],
    );
  });

  it('takes them off the lists of voters, in force and former; where nobody is left owners alone vote', async () => {
    const channels = createChannelStore(current());
    const naming = (...people: string[]) => ({ ...DEFAULTS, voters: { who: 'named' as const, people } });
    await channels.saveSettings(CHANNEL, naming('ann'));
    await channels.saveSettings(CHANNEL, naming('bob', 'ann'));
    await store().forgetPerson(['ann']);
    const { settings, former } = (await channels.findSettings(CHANNEL))!;
    assert.deepEqual(settings.voters, { who: 'named', people: ['bob'] });
    assert.deepEqual(former?.voters, { who: 'owners' });
  });

  it('takes them off a list that is saved in the same moment, with others or with them', async () => {
    const channels = createChannelStore(current());
    const naming = (...people: string[]) => ({ ...DEFAULTS, voters: { who: 'named' as const, people } });
    await channels.saveSettings(CHANNEL, naming('ann'));
    let saved = false;
    const meanwhile: KyselyPlugin = {
      transformQuery: ({ node }) => node,
      async transformResult({ result }) {
        if (saved || !result.rows.some((row) => 'former' in row)) return result;
        saved = true;
        await channels.saveSettings(CHANNEL, naming('bob', 'ann'));
        return result;
      },
    };
    await createFeedbackStore({ ...current(), db: current().db.withPlugin(meanwhile) }).forgetPerson(['ann']);
    assert.ok(saved);
    const { settings, former } = (await channels.findSettings(CHANNEL))!;
    assert.deepEqual(settings.voters, { who: 'named', people: ['bob'] });
    assert.deepEqual(former?.voters, { who: 'owners' });
  });

  it('forgets their chat with the bot and what was set there', async () => {
    const conversations = createConversationStore(current());
    const channels = createChannelStore(current());
    for (const [conversation, person] of [
      ['a:ann', 'ann'],
      ['a:bob', 'bob'],
    ] as const) {
      await conversations.saveConversation({ ...PLACE, team: undefined, conversation }, { person, at: 1 });
      await channels.saveSettings(conversation, DEFAULTS);
      await current()
        .db.insertInto('channel_answers')
        .values({ channel: conversation, answers: 1 })
        .execute();
    }
    await store().forgetPerson(['ann']);
    for (const table of ['places', 'channel_settings', 'channel_answers'] as const) {
      const rows = JSON.stringify(await current().db.selectFrom(table).selectAll().execute());
      assert.ok(!rows.includes('a:ann') && rows.includes('a:bob'), table);
    }
  });

  it('forgets what was set in their chat also once the bot was taken out of it', async () => {
    const conversations = createConversationStore(current());
    const channels = createChannelStore(current());
    const chat = { ...PLACE, team: undefined, conversation: 'a:ann' };
    await conversations.saveConversation(chat, { person: 'ann', at: 1 });
    await createMemberStore(current()).hear({ conversation: 'a:ann', person: 'ann', account: null, at: 1 });
    await channels.saveSettings('a:ann', DEFAULTS);
    await channels.saveSettings(CHANNEL, DEFAULTS);
    await conversations.deleteConversation('a:ann', 2);
    await store().forgetPerson(['ann']);
    const left = (await channels.listSettings()).map(({ channel }) => channel);
    assert.deepEqual(left, [CHANNEL]);
    assert.deepEqual(await current().db.selectFrom('departures').selectAll().execute(), []);
  });

  it('writes down nowhere that they were there by what was received before, and does by what comes later', async () => {
    const conversations = createConversationStore(current());
    const members = createMemberStore(current());
    const channels = createChannelStore(current());
    const chat = { ...PLACE, team: undefined, conversation: 'a:ann' };
    const heard = async (at: number) => {
      await conversations.saveConversation(chat, { person: 'ann', at });
      await members.hear({ conversation: CHANNEL, person: 'ann', account: 'ann of Teams', at });
      await channels.saveInstaller('19:team', 'ann', at);
      const rows = await Promise.all(
        (['places', 'members', 'accounts', 'installers'] as const).map((table) =>
          current().db.selectFrom(table).selectAll().execute(),
        ),
      );
      return rows.map(({ length }) => length);
    };
    await store().forgetPerson(['ann'], 50);
    assert.deepEqual(await heard(50), [0, 0, 0, 0]);
    assert.deepEqual(await heard(51), [1, 1, 1, 1]);
  });

  it('is not held up by settings that cannot be read, and takes their hash out of these too', async () => {
    const torn = '{"mode":"every","voters":{"who":"named","people":["ann"';
    await createChannelStore(current()).saveSettings(CHANNEL, DEFAULTS);
    await current().db.updateTable('channel_settings').set({ settings: torn }).execute();
    await kept({ author: 'ann' });
    assert.equal((await store().forgetPerson(['ann'])).posts, 1);
    const [row] = await current().db.selectFrom('channel_settings').select('settings').execute();
    assert.equal(row!.settings, torn.replace('ann', ''));
  });

  it('erases what an edited post said before, when it is judged anew', async () => {
    const before = await kept({ origin: 'web:1' });
    const after = await kept({ origin: 'web:1' });
    await store().forgetEarlier('web:1', after);
    assert.deepEqual(
      await Promise.all([before, after].map(async (id) => (await store().findPrediction(id))?.text === null)),
      [true, false],
    );
  });

  it('gets to the end of a long history', async function () {
    this.timeout(60_000);
    const one = store();
    const made = Array.from({ length: 250 }, () => prediction({ author: 'ann' }));
    await Promise.all(made.map((each) => one.addPrediction(each)));
    for (const { id } of made) await vote(id, 'ann', false);
    assert.deepEqual(await one.forgetPerson(['ann']), { votes: 250, posts: 250, reviews: 0 });
    assert.deepEqual(await one.forgetPerson(['ann']), { votes: 0, posts: 0, reviews: 0 });
  });

  it('stands beside votes that come at the same time', async () => {
    const made = await Promise.all(Array.from({ length: 10 }, () => kept()));
    for (const id of made) await vote(id, 'ann', false);
    await Promise.all([
      ...made.map((id) => vote(id, 'bob', true)),
      store().forgetPerson(['ann']),
      store().forgetPerson(['ann', 'carl']),
    ]);
    for (const id of made) assert.deepEqual(await store().tally(id), { up: 1, down: 0 });
  });
});
