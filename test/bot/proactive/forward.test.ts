import assert from 'node:assert/strict';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import { prediction } from '../../feedback/verdicts.ts';
import { channelMention, channelPost, execute, install, reaction, SAM } from '../../fixtures/activities.ts';
import { type Door, openDoor } from '../door.ts';

const CHANNEL = '19:channel@thread.tacv2';
const NEGATIVE = prediction({ label: 'negative', probability: 0.07 });

describe('A post from elsewhere, in Teams', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
    const { conversation, channelData } = channelPost();
    await door.deliver({ ...install(conversation as object), channelData });
    await door.teams.forwarding.replaceRules([
      { channel: CHANNEL, language: null, network: null, topic: null, negativeOnly: false },
    ]);
  });
  afterEach(() => door.close());

  /** Shows a post, as the REST door does. @returns its prediction and the id of its card. */
  async function show(author = 'Jeanne') {
    const post = { text: 'Bagage perdu', author, network: 'mastodon' };
    const to = await door.teams.forward.choose(NEGATIVE, post);
    assert.ok(to.reference);
    const prediction = await door.feedback.record({
      ...post,
      verdict: NEGATIVE,
      door: 'api',
      origin: 'mastodon:https://mastodon.example/1',
      channel: to.reference.conversation,
    });
    await door.teams.messenger.give([
      door.teams.forward.compose(to, prediction, { ...post, handling: null }),
    ]);
    await door.settled();
    return { prediction, card: door.connector.ids.at(-1)! };
  }

  const inItsThread = (card: string) =>
    channelPost('', { conversation: { id: `${CHANNEL};messageid=${card}` } });
  const shown = () => JSON.stringify(door.connector.lastCard());

  it('is a message of its own in the channel: the post, where it comes from, the verdict, and 👍 and 👎', async () => {
    const { card } = await show();
    const standing = door.connector.standing().find(({ id }) => id === card);
    assert.equal(standing?.conversation, CHANNEL);
    assert.equal(standing?.replyTo, undefined);
    assert.match(
      shown(),
      /Négatif · 93.+Bagage perdu.+mastodon · par Jeanne.+👍 Juste.+👎 Faux.+Voir le post/,
    );
  });

  it('is voted on like any other; its card then tells the votes, and the author no more: a name is not kept', async () => {
    const { card, prediction } = await show();
    const vote = { verb: 'vote', data: { predictionId: prediction.id, card: 'fr', correct: false } };
    const { body } = await door.deliver(execute(inItsThread(card), card, vote, { from: SAM }));
    assert.match(JSON.stringify(body.value), /Bagage perdu.+Vous avez dit\s: Faux/);
    const [update] = door.connector.by('PUT');
    assert.equal(update?.activity, card);
    assert.match(shown(), /Bagage perdu.+mastodon.+👎 1.+Voir le post/);
    assert.doesNotMatch(shown(), /Jeanne/);
    assert.deepEqual(await door.feedback.tally(prediction.id), { up: 0, down: 1 });
    assert.doesNotMatch(JSON.stringify([...door.store.predictions.values()]), /Jeanne/);
  });

  it('is voted on by a reaction too', async () => {
    const { card, prediction } = await show();
    await door.deliver(reaction(inItsThread(card), card, { added: ['like'] }));
    assert.deepEqual(await door.feedback.tally(prediction.id), { up: 1, down: 0 });
  });

  it('is not voted on from another channel', async () => {
    const { card, prediction } = await show();
    const elsewhere = channelPost('', { conversation: { id: '19:other@thread.tacv2;messageid=1' } });
    const vote = { verb: 'vote', data: { predictionId: prediction.id, correct: false } };
    const { body } = await door.deliver(execute(elsewhere, card, vote));
    assert.equal(body.value.code, 'NotFound');
  });

  it('counts in the summary of its channel, and of the thread that it begins', async () => {
    const { card } = await show();
    await door.deliver(channelMention('{bot} bilan'));
    assert.match(shown(), /"value":"1".+https:\/\/mastodon\.example\/1/);
    const conversation = { ...(channelPost().conversation as object), id: `${CHANNEL};messageid=${card}` };
    await door.deliver(channelMention('{bot} bilan', { conversation }));
    assert.match(door.connector.lastCard().fallbackText, /Bilan de ce fil\. 1 post analysé\s: 1 négatif /);
  });

  it('is a whole card also where answers are lines: there is nothing that a line could stand under', async () => {
    await door.channels.saveSettings(CHANNEL, { ...DEFAULTS, answer: 'line' });
    const { card, prediction } = await show();
    const vote = { verb: 'vote', data: { predictionId: prediction.id, card: 'fr', correct: true } };
    await door.deliver(execute(inItsThread(card), card, vote));
    assert.match(shown(), /Bagage perdu.+👍 1/);
  });

  it('is taken back from its channel when its author is forgotten, and no other is', async () => {
    const { card: first } = await show('Jeanne');
    const { card: second } = await show('Basile');
    await door.forgetPerson('@jeanne', 'mastodon');
    await door.settled();
    assert.deepEqual(
      door.connector.by('DELETE').map(({ activity }) => activity),
      [first],
    );
    assert.deepEqual(
      door.connector.standing().flatMap(({ id }) => ([first, second].includes(id) ? id : [])),
      [second],
    );
    assert.deepEqual(
      (await door.replies()).map(({ reply }) => reply),
      [second],
    );
  });

  it('is taken back when its author is forgotten after somebody voted, and while the connector fails', async () => {
    const { card } = await show();
    await door.deliver(reaction(inItsThread(card), card, { added: ['like'] }));
    door.connector.failOnce('DELETE', 503, 429, 'lost');
    await door.forgetPerson('Jeanne', 'mastodon');
    await door.settled();
    assert.ok(!door.connector.standing().some(({ id }) => id === card));
  });

  it('is taken back when its author is forgotten in the moment in which it is posted', async () => {
    const before = door.connector.standing().length;
    door.connector.hold('POST');
    const shown = show();
    while (door.connector.by('POST').length === before) await new Promise((next) => setTimeout(next, 2));
    await door.forgetPerson('Jeanne', 'mastodon');
    door.connector.recover();
    await shown;
    await door.settled();
    assert.equal(door.connector.standing().length, before);
    assert.deepEqual(await door.replies(), []);
  });

  it('is shown nowhere once the bot was removed from the channel', async () => {
    await door.teams.messenger.leave(CHANNEL);
    const to = await door.teams.forward.choose(NEGATIVE, {});
    assert.equal(to.reference, undefined);
    assert.match('why' in to ? to.why : '', /does not know the channel/);
  });
});
