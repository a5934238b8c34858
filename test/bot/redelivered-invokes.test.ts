import assert from 'node:assert/strict';
import { channelPost, execute, groupPost, nativeFeedback, SAM, type Sent } from '../fixtures/activities.ts';
import { dialogSubmit, messageAction } from '../fixtures/extension.ts';
import { type Answered, type Door, openAnsweredPost } from './door.ts';

const CHAT = '19:group@thread.v2';

describe('An invoke that Teams delivers again', () => {
  let door: Door;
  let post: Sent;
  let reply: string;
  let predictionId: string;
  beforeEach(async () => {
    ({ door, post, reply, predictionId } = await openAnsweredPost());
  });
  afterEach(() => door.close());

  const tally = () => door.feedback.tally(predictionId);
  const settings = () => door.channels.findSettings(CHAT);
  const inChat = (verb: string, data: object) => execute(groupPost(), 'the-form', { verb, data });
  const vote = (correct: boolean, changes = {}) =>
    execute(post, reply, { verb: 'vote', data: { predictionId, correct } }, changes);

  async function deliverTwice(press: Sent): Promise<Answered> {
    const first = await door.deliver(press);
    assert.equal(first.status, 200);
    assert.deepEqual(await door.deliver(press), first);
    return first;
  }

  it('saves settings once, and does not say that they were changed meanwhile', async () => {
    const inputs = { mode: 'mentioned', threshold: '70', answer: 'line', language: 'en', who: 'everyone' };
    const { body } = await deliverTwice(
      inChat('settings', { ...inputs, timeZone: 'Europe/Paris', revision: 0 }),
    );
    assert.doesNotMatch(JSON.stringify(body), /⚠️/);
    assert.equal((await settings())?.revision, 1);
  });

  it('leaves the way back to what was before "only negatives"', async () => {
    await deliverTwice(inChat('only-negatives', { offer: true }));
    const saved = await settings();
    assert.equal(saved?.settings.mode, 'negative-or-uncertain');
    assert.equal(saved?.former, null);
  });

  it('takes a change of settings back once', async () => {
    await door.deliver(inChat('only-negatives', {}));
    await deliverTwice(inChat('restore', { revision: 1 }));
    assert.equal((await settings())?.settings.mode, 'mentioned');
  });

  it('adds and removes a brand rule once, with the same confirmation', async () => {
    await deliverTwice(inChat('rule', { phrase: 'vol retour', label: 'neutral', confirmed: true }));
    const { body } = await deliverTwice(inChat('remove-rule', { phrase: 'vol retour' }));
    assert.match(JSON.stringify(body), /vol retour/);
    assert.deepEqual(await door.rulebook.inForce(CHAT), []);
  });

  it('does not vote again when the vote was taken back since', async () => {
    const press = vote(false);
    const first = await door.deliver(press);
    await door.deliver(execute(post, reply, { verb: 'undo', data: { predictionId, correct: false } }));
    assert.deepEqual(await door.deliver(press), first);
    assert.deepEqual(await tally(), { up: 0, down: 0 });
    assert.equal(door.store.traces.length, 1);
  });

  it('is one with those that come while it is worked on', async () => {
    const press = vote(false);
    const answers = await Promise.all(Array.from({ length: 8 }, () => door.deliver(press)));
    for (const answer of answers) assert.deepEqual(answer, answers[0]);
    assert.equal(door.store.traces.length, 1);
  });

  it('is another one when somebody else presses, or something else is pressed, under the same id', async () => {
    const id = 'f:the-same';
    await door.deliver(vote(false, { id }));
    await door.deliver(vote(false, { id, from: SAM }));
    assert.deepEqual(await tally(), { up: 0, down: 2 });
    await door.deliver(vote(true, { id }));
    assert.deepEqual(await tally(), { up: 1, down: 1 });
  });

  it('is answered as before in a dialog and by Teams’ own like, too', async () => {
    await deliverTwice(dialogSubmit(post, { verb: 'vote', predictionId, correct: true }));
    await deliverTwice(nativeFeedback(post, reply, 'dislike', { from: SAM }));
    assert.deepEqual(await tally(), { up: 1, down: 1 });
  });

  it('makes no second verdict on a message that it asks about', async () => {
    const { classify } = door;
    const asked = messageAction(channelPost(), { html: '<p>Vol perdu</p>' });
    await deliverTwice(asked);
    // Another model serves by then: without a memory of the press this were another verdict.
    door.classify = async (text) => {
      const verdict = await classify(text);
      return verdict && { ...verdict, model: 'ffffffffffff' };
    };
    await door.deliver(asked);
    assert.equal(await predictionsOf('Vol perdu'), 1);
  });

  it('is worked on again when its work failed', async () => {
    const press = vote(true);
    await door.breakStore();
    const failed = await door.deliver(press).finally(() => door.mendStore());
    assert.equal(failed.body.statusCode, 500);
    const { body } = await door.deliver(press);
    assert.equal(body.statusCode, 200);
    assert.deepEqual(await tally(), { up: 1, down: 0 });
  });

  it('is told nothing once the voter was forgotten, and does not vote again', async () => {
    const press = vote(false, { from: SAM });
    await door.deliver(press);
    await door.forgetPerson(SAM.aadObjectId);
    await door.feedback.forgetPerson(SAM.aadObjectId);
    const { body } = await door.deliver(press);
    assert.equal(body.value.code, 'NotFound');
    assert.deepEqual(await tally(), { up: 0, down: 0 });
  });

  const predictionsOf = async (text: string) =>
    [...door.store.predictions.values()].filter((each) => each.text === text).length;
});
