import assert from 'node:assert/strict';
import type { ConversationReference } from '../../../../src/delivery/conversation-reference.ts';
import { outgoingMessages } from '../../../../src/delivery/outgoing-message.ts';
import { createOutbox } from '../../../../src/storage/stores/delivery/outbox-store.ts';
import { createReplyStore } from '../../../../src/storage/stores/delivery/reply-store.ts';
import { createFeedbackStore } from '../../../../src/storage/stores/feedback-store.ts';
import { prediction } from '../../../feedback/verdicts.ts';
import { onBothDatabases } from '../../databases.ts';

const LATER = 9e12;

onBothDatabases('The store of orders', (current) => {
  const store = () => createOutbox(current());
  const place = (conversation: string): ConversationReference => ({
    conversation,
    serviceUrl: 'http://127.0.0.1/',
    host: 'msteams',
    bot: '28:bot',
  });
  const message = (summary: string) => ({ type: 'message' as const, summary });
  const show = (card: string, summary: string, predictionId = 'p') =>
    outgoingMessages.show(place('a'), card, predictionId, message(summary), LATER);

  async function begun(owner = 'me') {
    const outbox = store();
    await outbox.lead(owner, 1000, 5000);
    const oldestPerConversation = await outbox.oldestPerConversation(1000, 10, []);
    return outbox.begin(
      oldestPerConversation.map(({ id }) => id),
      owner,
      1000,
    );
  }

  it('gives the first order of each conversation, but of those that are left out', async () => {
    const outbox = store();
    await outbox.add([
      outgoingMessages.post(place('a'), message('1'), LATER),
      outgoingMessages.post(place('a'), message('2'), LATER),
      outgoingMessages.post(place('b'), message('3'), LATER),
    ]);
    const oldestPerConversation = await outbox.oldestPerConversation(1000, 10, []);
    assert.deepEqual(
      oldestPerConversation.map((head) => head.reference.conversation),
      ['a', 'b'],
    );
    assert.equal((await outbox.oldestPerConversation(1000, 10, ['a'])).length, 1);
    assert.deepEqual((await begun()).map((order) => order.message?.summary).sort(), ['1', '3']);
    assert.deepEqual(await outbox.oldestPerConversation(1000, 10, []), []);
  });

  it('says in turn what replicas whose clocks are apart have to say in one conversation', async () => {
    const [ahead, behind] = [1000, -1000].map((apart) =>
      createOutbox({ ...current(), clock: () => current().clock() + apart }),
    );
    await ahead!.add([outgoingMessages.post(place('a'), message('1'), LATER)]);
    await behind!.add([outgoingMessages.post(place('a'), message('2'), LATER)]);
    assert.deepEqual(
      (await begun()).map((order) => order.message?.summary),
      ['1'],
    );
  });

  it('keeps the newest order of a card, in the turn of the first', async () => {
    const outbox = store();
    await outbox.add([
      show('c', 'old'),
      outgoingMessages.post(place('a'), message('other'), LATER),
      show('c', 'new'),
    ]);
    const [first] = await begun();
    assert.equal(first?.message?.summary, 'new');
    assert.equal((await outbox.waiting()).count, 2);
  });

  it('does not let a refresh bring an older verdict back, nor a card that is to go', async () => {
    const outbox = store();
    await outbox.add([show('c', 'second', 'p2')]);
    await outbox.add([outgoingMessages.refresh(place('a'), 'c', 'p1', message('first, with votes'), LATER)]);
    await outbox.add([outgoingMessages.retract(place('b'), 'd', LATER)]);
    await outbox.add([outgoingMessages.refresh(place('b'), 'd', 'p1', message('votes'), LATER)]);
    assert.deepEqual((await begun()).map((order) => order.message?.summary).sort(), ['second', undefined]);
  });

  it('lets one sender lead until its lease is over', async () => {
    const outbox = store();
    assert.equal(await outbox.lead('me', 1000, 5000), true);
    assert.equal(await outbox.lead('me', 2000, 5000), true);
    if (current().kind === 'postgres') assert.equal(await outbox.lead('you', 6999, 5000), false);
    assert.equal(await outbox.lead('you', 7000, 5000), true);
    await outbox.add([show('c', 'x')]);
    const [head] = await outbox.oldestPerConversation(7000, 1, []);
    assert.deepEqual(await outbox.begin([head!.id], 'me', 7000), []);
    assert.equal((await outbox.begin([head!.id], 'you', 7000)).length, 1);
  });

  it('sends again what can be done twice after a crash, and hands out what cannot', async () => {
    const outbox = store();
    const made = prediction();
    await createFeedbackStore(current()).addPrediction(made);
    await createReplyStore(current()).saveReply({
      conversation: 'b',
      post: 'd',
      reply: 'r',
      predictionId: made.id,
    });
    await outbox.add([
      show('c', 'create'),
      outgoingMessages.show(place('b'), 'd', made.id, message('update'), LATER),
      outgoingMessages.retract(place('e'), 'f', LATER),
    ]);
    assert.equal((await begun()).length, 3);
    assert.deepEqual(
      (await outbox.recover()).map((order) => order.message?.summary),
      ['create'],
    );
    assert.equal((await begun()).length, 2);
  });

  it('keeps the reply with the end of its order, and forgets it with its card', async () => {
    const outbox = store();
    const made = prediction();
    await createFeedbackStore(current()).addPrediction(made);
    await outbox.add([show('c', 'x', made.id)]);
    const [order] = await begun();
    const reply = { conversation: 'a', post: 'c', reply: 'r', predictionId: made.id };
    await outbox.delivered({ id: order!.id, stands: reply });
    assert.deepEqual(await createReplyStore(current()).findReply('a', 'r'), reply);
    assert.equal((await outbox.waiting()).count, 0);
    await outbox.delivered({ id: 'another', gone: reply });
    assert.equal(await createReplyStore(current()).findReply('a', 'r'), undefined);
  });

  it('keeps in mind that a card may stand which a crash or a lost answer left unseen', async () => {
    const outbox = store();
    const mayStand = (post: string) => createReplyStore(current()).mayStandUnseen('a', post);
    const made = prediction();
    await createFeedbackStore(current()).addPrediction(made);
    await outbox.add([show('c', 'x', made.id)]);
    await begun();
    assert.equal(await mayStand('c'), false);
    await outbox.recover();
    assert.equal(await mayStand('c'), true);
    await outbox.delivered({ id: 'o', unseen: { conversation: 'a', post: 'd', predictionId: made.id } });
    await outbox.delivered({ id: 'p', unseen: { conversation: 'a', post: 'e', predictionId: 'deleted' } });
    assert.deepEqual([await mayStand('d'), await mayStand('e')], [true, false]);
    await outbox.delivered({ id: 'q', gone: { conversation: 'a', post: 'd' } });
    assert.equal(await mayStand('d'), false);
    await createFeedbackStore(current()).deletePredictions(Number.MAX_SAFE_INTEGER);
    assert.equal(await mayStand('c'), false);
  });

  it('lets a postponed order wait, unless a newer one for its card came meanwhile', async () => {
    const outbox = store();
    await outbox.add([show('c', 'old')]);
    const [old] = await begun();
    await outbox.add([show('c', 'new')]);
    await outbox.postpone(old!.id, 2000);
    assert.deepEqual(
      (await begun()).map((order) => order.message?.summary),
      ['new'],
    );
  });

  it('does not give up a verdict that could not be shown for votes on the one before it', async () => {
    const outbox = store();
    await outbox.add([show('c', 'second', 'p2')]);
    const [second] = await begun();
    await outbox.add([outgoingMessages.refresh(place('a'), 'c', 'p1', message('first, with votes'), LATER)]);
    await outbox.postpone(second!.id, 1000);
    assert.deepEqual(
      (await begun()).map((order) => order.message?.summary),
      ['second'],
    );
  });

  it('shows a verdict that could not be shown with the votes that came meanwhile', async () => {
    const outbox = store();
    await outbox.add([show('c', 'second', 'p2')]);
    const [second] = await begun();
    await outbox.add([outgoingMessages.refresh(place('a'), 'c', 'p2', message('with votes'), LATER)]);
    await outbox.postpone(second!.id, 1000);
    const [again] = await begun();
    assert.equal(again?.message?.summary, 'with votes');
    assert.deepEqual([again?.refresh, again?.replyTo], [false, 'c']);
  });

  it('drops what waits for a place with all its threads, or for one thread', async () => {
    const outbox = store();
    const thread = (id: string) => outgoingMessages.post(place(`19:c;messageid=${id}`), message(id), LATER);
    await outbox.add([thread('1'), thread('2'), outgoingMessages.post(place('19:cc'), message('x'), LATER)]);
    assert.equal(await outbox.dropConversation('19:c;messageid=1'), 1);
    assert.equal(await outbox.dropChannel('19:c'), 1);
    assert.equal((await outbox.waiting()).count, 1);
  });
});
