import assert from 'node:assert/strict';
import { SAM, type Sent, ZOE } from '../../fixtures/activities.ts';
import { dialogSubmit, messageAction } from '../../fixtures/extension.ts';
import type { CardJson } from '../cards/elements.ts';
import { type Door, openAnsweredPost } from '../door.ts';

describe('A vote in the dialog of the message action', () => {
  let door: Door;
  let post: Sent;
  let reply: string;
  let predictionId: string;
  beforeEach(async () => {
    ({ door, post, reply, predictionId } = await openAnsweredPost({
      environment: { CHANNEL_OWNERS: ZOE.aadObjectId },
    }));
  });
  afterEach(() => door.close());

  const tally = () => door.feedback.tally(predictionId);
  const pressed = async (data: unknown, changes = {}) =>
    (await door.deliver(dialogSubmit(post, data, changes))).body.task;

  it('is pressed by the data of the dialog’s own button, counts, and is confirmed in the dialog', async () => {
    const html = `<p>${post.text}</p>`;
    const { body } = await door.deliver(messageAction(post, { id: String(post.id), html }));
    const card: CardJson = body.task.value.card.content;
    const task = await pressed(card.actions![1]!.data);
    assert.equal(task.type, 'continue');
    assert.match(JSON.stringify(task.value.card.content), /Vous avez dit\s: Faux/);
    assert.doesNotMatch(JSON.stringify(task.value.card.content), /Action\.Execute/);
    assert.deepEqual(await tally(), { up: 0, down: 1 });
  });

  it('brings the card in the channel up to date', async () => {
    await pressed({ verb: 'vote', predictionId, correct: true });
    const [update] = door.connector.by('PUT');
    assert.equal(update?.activity, reply);
    assert.match(JSON.stringify(update?.body), /👍 1 d’accord/);
  });

  it('can be corrected and taken back', async () => {
    await pressed({ verb: 'vote', predictionId, correct: false });
    await pressed({ verb: 'correct', predictionId, label: 'neutral' });
    assert.equal(door.store.votes()[0]?.correction, 'neutral');
    assert.match(
      JSON.stringify((await pressed({ verb: 'undo', predictionId, correct: false })).value),
      /Votre vote est retiré/,
    );
    assert.deepEqual(await tally(), { up: 0, down: 0 });
  });

  it('is followed, after a correction, by a brand rule for the words that it was about', async () => {
    await pressed({ verb: 'vote', predictionId, correct: false });
    const corrected = await pressed({ verb: 'correct', predictionId, label: 'negative' });
    const card: CardJson = corrected.value.card.content;
    const rule = card.actions!.find(({ data }) => (data as { verb: string }).verb === 'rule');
    const task = await pressed({ ...(rule!.data as object), phrase: 'équipage' });
    assert.equal(task.type, 'continue');
    assert.match(JSON.stringify(task.value.card.content), /équipage/);
    assert.doesNotMatch(JSON.stringify(task.value.card.content), /Action\.Execute/);
    const refused = await pressed({ ...(rule!.data as object), phrase: 'adorable' }, { from: SAM });
    assert.equal(refused.type, 'message', 'who is no owner makes no rules here either');
  });

  it('on a verdict of another conversation is refused', async () => {
    const elsewhere = { conversation: { id: '19:other@thread.v2', conversationType: 'groupChat' } };
    const task = await pressed({ verb: 'vote', predictionId, correct: true }, elsewhere);
    assert.equal(task.type, 'message');
    assert.match(task.value, /n’existe pas/);
    assert.deepEqual(await tally(), { up: 0, down: 0 });
  });

  it('is refused with a sentence when nothing of it makes sense', async () => {
    for (const data of [
      undefined,
      'text',
      { verb: 'vote' },
      { verb: 'correct', predictionId, label: 'angry' },
    ])
      assert.match((await pressed(data)).value, /ne fonctionne plus/);
    const bot = { from: { id: '28:another-bot' } };
    assert.match(
      (await pressed({ verb: 'vote', predictionId, correct: true }, bot)).value,
      /ne fonctionne plus/,
    );
    assert.match(
      (await pressed({ verb: 'correct', predictionId, label: 'neutral' })).value,
      /pas 👎, ou ne l’est plus/,
    );
    assert.deepEqual(await tally(), { up: 0, down: 0 });
  });

  it('that cannot be kept says so', async () => {
    door.store.castVote = async () => {
      throw new Error('the disk is full');
    };
    const task = await pressed({ verb: 'vote', predictionId, correct: true });
    assert.equal(task.type, 'message');
    assert.match(task.value, /L’enregistrement a échoué/);
  });
});
