import assert from 'node:assert/strict';
import { channelPost, execute, nativeFeedback, type Sent } from '../../../fixtures/activities.ts';
import { type Door, openAnsweredPost } from '../../door.ts';

describe('Teams’ own like or dislike', () => {
  let door: Door;
  let post: Sent;
  let reply: string;
  let predictionId: string;
  beforeEach(async () => {
    ({ door, post, reply, predictionId } = await openAnsweredPost());
  });
  afterEach(() => door.close());

  const tally = () => door.feedback.tally(predictionId);

  it('counts, and is answered with thanks', async () => {
    const { status, body } = await door.deliver(nativeFeedback(post, reply, 'dislike'));
    assert.equal(status, 200);
    assert.equal(body.message, 'Merci, votre vote est enregistré.');
    assert.deepEqual(await tally(), { up: 0, down: 1 });
    await door.deliver(nativeFeedback(post, reply, 'like'));
    assert.deepEqual(await tally(), { up: 1, down: 0 });
  });

  it('keeps what was written in the form of Teams with the vote, and tells it to no log', async () => {
    await door.deliver(nativeFeedback(post, reply, 'dislike'));
    assert.deepEqual(
      door.store.votes().map(({ correct, reason }) => ({ correct, reason })),
      [{ correct: false, reason: 'Trop sûr de lui' }],
    );
    const told = [...door.told.log, ...door.told.traces, JSON.stringify(door.store.traces)].join('');
    assert.ok(!told.includes('Trop sûr de lui'));
  });

  describe('of a client that asks for our form', () => {
    const ask = (reaction: string, changes = {}) =>
      door.deliver(
        nativeFeedback(post, reply, reaction, {
          name: 'message/fetchTask',
          value: { actionName: 'feedback', actionValue: { reaction } },
          ...changes,
        }),
      );
    const send = (feedback: unknown, reaction = 'dislike') =>
      door.deliver(
        nativeFeedback(post, reply, reaction, {
          value: { actionName: 'feedback', actionValue: { reaction, feedback } },
        }),
      );

    it('counts at once, and one dialog asks for the right label and the reason', async () => {
      const { body } = await ask('dislike');
      assert.deepEqual(await tally(), { up: 0, down: 1 });
      const { title, card } = body.task.value;
      assert.equal(title, 'Merci, votre vote est enregistré.');
      const [, label, reason] = card.content.body;
      assert.deepEqual(
        [label.id, label.choices.map(({ value }: { value: string }) => value), reason.id],
        ['label', ['negative', 'neutral'], 'reason'],
      );
      assert.deepEqual(card.content.actions[0].data, { verb: 'feedback', predictionId, correct: false });
    });

    it('asks for the reason alone after a like, also when its value is wrapped', async () => {
      const value = { data: { actionName: 'feedback', actionValue: { reaction: 'like' } } };
      const { body } = await ask('like', { value });
      const ids = body.task.value.card.content.body.map(({ id }: { id?: string }) => id);
      assert.deepEqual(ids, [undefined, 'reason']);
      assert.deepEqual(await tally(), { up: 1, down: 0 });
    });

    it('keeps label and reason, once, however often the form is sent', async () => {
      await ask('dislike');
      const filled = JSON.stringify({ label: 'neutral', reason: ' Une simple question ' });
      await send(filled);
      await send(filled);
      const [vote, ...more] = door.store.votes();
      assert.deepEqual(more, []);
      assert.equal(vote?.correction, 'neutral');
      assert.equal(vote?.reason, 'Une simple question');
      assert.equal(door.store.traces.length, 1);
      assert.match(JSON.stringify(door.connector.lastCard()), /dit Neutre/);
    });

    it('takes the form from a dialog’s own button too', async () => {
      const data = { verb: 'feedback', predictionId, correct: false, label: 'negative', reason: 'Ironie' };
      const sent = nativeFeedback(post, reply, 'dislike', { name: 'task/submit', value: { data } });
      const { body } = await door.deliver(sent);
      assert.match(JSON.stringify(body.task.value.card), /Vous avez dit\s: Négatif/);
      assert.equal(door.store.votes()[0]?.reason, 'Ironie');
    });

    describe('on a verdict with topics', () => {
      beforeEach(async () => {
        const { classify } = door;
        door.classify = async (text) => ({
          ...(await classify(text))!,
          topics: [{ name: 'delay', probability: 0.9 }],
        });
        post = channelPost('Ma valise est restée à Roissy');
        await door.deliver(post);
        reply = door.connector.ids.at(-1)!;
        predictionId = [...door.store.predictions.keys()].at(-1)!;
      });
      const said = () => door.store.votes().at(-1)?.topics;

      it('asks what the post is about, those of the verdict ticked, by their names', async () => {
        const { body } = await ask('like');
        const [, topics] = body.task.value.card.content.body;
        assert.deepEqual([topics.id, topics.isMultiSelect, topics.value], ['topics', true, 'delay']);
        const { title } = topics.choices.find(({ value }: { value: string }) => value === 'baggage');
        assert.equal(title, 'bagages');
      });

      it('keeps what is ticked instead, of the topics that there are, and says so to the voter', async () => {
        await ask('like');
        await send(JSON.stringify({ topics: 'refund,baggage,luggage' }), 'like');
        assert.deepEqual(said(), ['baggage', 'refund']);
        const view = { verb: 'view', data: { predictionId, card: 'fr' } };
        const { body } = await door.deliver(execute(post, reply, view));
        assert.match(JSON.stringify(body.value), /Sujets\s: bagages, remboursement/);
      });

      it('takes what is left as it was for nothing said', async () => {
        await ask('like');
        for (const topics of ['delay', undefined, 7]) await send(JSON.stringify({ topics }), 'like');
        assert.equal(said(), undefined);
      });

      it('keeps that it is about none', async () => {
        await ask('like');
        await send(JSON.stringify({ topics: '' }), 'like');
        assert.deepEqual(said(), []);
      });
    });

    for (const feedback of ['not json', '{"label":"furious","reason":7}', null, '[]'])
      it(`counts the thumb alone when the form is ${feedback}`, async () => {
        assert.equal((await send(feedback)).status, 200);
        const [vote] = door.store.votes();
        assert.deepEqual([vote?.correct, vote?.correction, vote?.reason], [false, null, undefined]);
      });

    it('cuts a reason that is too long', async () => {
      await send(JSON.stringify({ reason: 'a'.repeat(5000) }));
      assert.equal(door.store.votes()[0]?.reason?.length, 1000);
    });
  });

  it('on a message that is no verdict is refused', async () => {
    const { status, body } = await door.deliver(nativeFeedback(post, 'another', 'like'));
    assert.equal(status, 404);
    assert.equal(body.value.code, 'NotFound');
  });

  it('of another kind is refused', async () => {
    const { status, body } = await door.deliver(nativeFeedback(post, reply, 'meh'));
    assert.equal(status, 400);
    assert.equal(body.value.code, 'BadRequest');
  });

  it('is the only invoke of its kind: others are answered that they are not known', async () => {
    const { status, body } = await door.deliver({
      ...nativeFeedback(post, reply, 'like'),
      name: 'message/other',
    });
    assert.equal(status, 501);
    assert.match(body.error, /message\/other/);
  });
});
