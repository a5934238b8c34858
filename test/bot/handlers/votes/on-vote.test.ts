import assert from 'node:assert/strict';
import { BOT, edit, execute, personalPost, SAM, type Sent, ZOE } from '../../../fixtures/activities.ts';
import type { CardObject } from '../../cards/elements.ts';
import { type Answered, type Door, openAnsweredPost } from '../../door.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';
const ERROR = 'application/vnd.microsoft.error';

describe('A vote', () => {
  let door: Door;
  let post: Sent;
  let reply: string;
  let predictionId: string;
  beforeEach(async () => {
    ({ door, post, reply, predictionId } = await openAnsweredPost());
  });
  afterEach(() => door.close());

  const tally = () => door.feedback.tally(predictionId);
  const press = (verb: unknown, data: object, changes = {}) =>
    door.deliver(execute(post, reply, { verb, data: { predictionId, ...data } }, changes));
  const shared = () => JSON.stringify(door.connector.by('PUT').at(-1)?.body.attachments[0].content);

  function assertRefused({ status, body }: Answered, statusCode: number, code: string): void {
    assert.equal(status, 200);
    assert.equal(body.statusCode, statusCode);
    assert.equal(body.type, ERROR);
    assert.equal(body.value.code, code);
    assert.ok(body.value.message.length > 10);
  }

  describe('by the card’s button', () => {
    it('is counted, and answered with the voter’s card', async () => {
      const { status, body } = await press('vote', { correct: true });
      assert.equal(status, 200);
      assert.equal(body.statusCode, 200);
      assert.equal(body.type, CARD);
      assert.match(JSON.stringify(body.value), /Vous avez dit\s: Juste/);
      assert.deepEqual(await tally(), { up: 1, down: 0 });
    });

    it('is shown to everybody: the tally, but not whose vote it was', async () => {
      await press('vote', { correct: true });
      const [update] = door.connector.by('PUT');
      assert.equal(update?.activity, reply);
      assert.match(shared(), /👍 1 d’accord · 👎 0 pas d’accord/);
      assert.doesNotMatch(shared(), /Vous avez dit/);
    });

    it('is one per person, the last one counts, and it leaves one trace a change', async () => {
      await press('vote', { correct: false });
      await press('vote', { correct: false });
      await press('vote', { correct: true }, { from: SAM });
      assert.deepEqual(await tally(), { up: 1, down: 1 });
      await press('vote', { correct: true });
      assert.deepEqual(await tally(), { up: 2, down: 0 });
      assert.deepEqual(
        door.store.traces.map(({ message }) => message),
        ['Mauvaise prédiction', 'Bonne prédiction', 'Bonne prédiction'],
      );
    });

    it('can be taken back', async () => {
      await press('vote', { correct: false });
      const { body } = await press('undo', { correct: false });
      assert.match(JSON.stringify(body.value), /Votre vote est retiré/);
      assert.deepEqual(await tally(), { up: 0, down: 0 });
    });

    it('against the verdict asks the voter, and the readers of the shared card, for the right label', async () => {
      const { body } = await press('vote', { correct: false });
      assert.match(JSON.stringify(body.value), /Quel est le bon verdict/);
      assert.deepEqual(labelsOf(body.value), ['negative', 'neutral']);
      assert.match(shared(), /Vous avez voté 👎/);
    });

    it('is followed by a correction with one more press', async () => {
      await press('vote', { correct: false });
      const { body } = await press('correct', { label: 'neutral' });
      assert.match(JSON.stringify(body.value), /Vous avez dit\s: Neutre/);
      assert.deepEqual(labelsOf(body.value), ['negative']);
      assert.equal(door.store.votes()[0]?.correction, 'neutral');
    });

    it('is told to everybody with its correction, and then nobody is asked any more', async () => {
      await press('vote', { correct: false });
      await press('correct', { label: 'neutral' });
      assert.match(shared(), /👎 1 pas d’accord · dit Neutre/);
      assert.doesNotMatch(shared(), /Vous avez voté 👎/);
      await press('vote', { correct: false }, { from: SAM });
      assert.match(shared(), /👎 2 pas d’accord · dit Neutre/);
      assert.match(shared(), /Vous avez voté 👎/);
    });

    it('stays the voter’s own view after others voted, while others see the card of everybody', async () => {
      await press('vote', { correct: false });
      await press('correct', { label: 'neutral' });
      await press('vote', { correct: true }, { from: SAM });
      const { refresh } = door.connector.lastCard() as {
        refresh?: { action: { verb: string; data: object } };
      };
      const { verb, data } = refresh!.action;
      const view = async (from: object) => {
        const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'automatic' };
        const { body } = await door.deliver(execute(post, reply, { verb, data }, { from, value }));
        assert.equal(body.type, CARD);
        return JSON.stringify(body.value);
      };
      const calls = door.connector.calls.length;
      assert.match(await view(ZOE), /Vous avez dit\s: Neutre.*Modifier/);
      assert.match(await view(SAM), /Vous avez dit\s: Juste/);
      const stranger = await view({ id: '29:1lou', name: 'Lou', aadObjectId: crypto.randomUUID() });
      assert.doesNotMatch(stranger, /Vous avez dit/);
      assert.match(stranger, /👍 1 d’accord · 👎 1 pas d’accord · dit Neutre/);
      assert.equal(door.connector.calls.length, calls);
    });

    it('is not shown to who asks from another conversation', async () => {
      await press('vote', { correct: false });
      const elsewhere = execute(personalPost(), reply, { verb: 'view', data: { predictionId } });
      assertRefused(await door.deliver(elsewhere), 404, 'NotFound');
    });

    it('in a personal chat is on the one card that there is', async () => {
      const mine = personalPost();
      await door.deliver(mine);
      const id = [...door.store.predictions.keys()].at(-1)!;
      const own = door.connector.ids.at(-1)!;
      await door.deliver(execute(mine, own, { verb: 'vote', data: { predictionId: id, correct: false } }));
      assert.match(shared(), /Quel est le bon verdict/);
      const data = { predictionId: id, label: 'neutral' };
      await door.deliver(execute(mine, own, { verb: 'correct', data }));
      assert.match(shared(), /Vous avez dit\s: Neutre/);
      assert.doesNotMatch(shared(), /refresh/);
    });

    it('answers each reader in their language, and keeps the card in its own, press after press', async () => {
      const english = { locale: 'en-US' };
      const first = await press('vote', { correct: false, card: 'fr' }, english);
      assert.match(JSON.stringify(first.body.value), /You said: Wrong/);
      assert.match(shared(), /d’accord/);
      const [neutral] = buttonsOf(first.body.value).filter(({ data }) => data?.label === 'neutral');
      const second = await door.deliver(execute(post, reply, { data: {}, ...neutral! }, english));
      assert.match(JSON.stringify(second.body.value), /You said: Neutral/);
      assert.match(shared(), /d’accord/);
    });

    it('is counted also when the card can no longer be updated', async () => {
      door.connector.fail('PUT', 404);
      const { body } = await press('vote', { correct: false });
      assert.equal(body.type, CARD);
      assert.deepEqual(await tally(), { up: 0, down: 1 });
    });

    it('is answered before a connector that is slow to update the card', async () => {
      door.connector.hold('PUT');
      const data = { predictionId, correct: true };
      const { body } = await door.handOver(execute(post, reply, { verb: 'vote', data }));
      assert.equal(body.type, CARD);
      door.connector.recover();
      await door.settled();
      assert.match(shared(), /👍 1 d’accord/);
    });

    it('from a card of before an edit counts for what was judged then, and leaves the new card alone', async () => {
      await door.deliver(edit(post, 'Finalement, vol nul'));
      const updates = door.connector.by('PUT').length;
      const { body } = await press('vote', { correct: true });
      assert.equal(body.type, CARD);
      assert.deepEqual(await tally(), { up: 1, down: 0 });
      assert.equal(door.connector.by('PUT').length, updates);
    });
  });

  describe('that cannot be counted', () => {
    it('is a correction without a 👎', async () => {
      assertRefused(await press('correct', { label: 'neutral' }), 400, 'NoBadVote');
    });

    it('is on a verdict that nobody knows', async () => {
      assertRefused(
        await press('vote', { predictionId: crypto.randomUUID(), correct: true }),
        404,
        'NotFound',
      );
    });

    it('is on a verdict of another conversation', async () => {
      const elsewhere = execute(personalPost(), reply, {
        verb: 'vote',
        data: { predictionId, correct: false },
      });
      assertRefused(await door.deliver(elsewhere), 404, 'NotFound');
      assert.deepEqual(await tally(), { up: 0, down: 0 });
    });

    it('is on a verdict that was given through another door', async () => {
      const verdict = { ...door.store.predictions.get(predictionId)! };
      const { id } = await door.feedback.record({ verdict, text: 'Bof', door: 'api' });
      assertRefused(await press('vote', { predictionId: id, correct: true }), 404, 'NotFound');
    });

    it('comes from a bot', async () => {
      assertRefused(await press('vote', { correct: true }, { from: BOT }), 400, 'BadRequest');
    });

    const malformed: [what: string, verb: unknown, data: object][] = [
      ['an unknown verb', 'delete', {}],
      ['a verb of every object', 'constructor', {}],
      ['no verb', undefined, { correct: true }],
      ['no data', 'vote', {}],
      ['an id that is none', 'vote', { predictionId: "' OR 1=1", correct: true }],
      ['a vote that is no boolean', 'vote', { correct: 'yes' }],
      ['a label that does not exist', 'correct', { label: 'furious' }],
    ];
    for (const [what, verb, data] of malformed) {
      it(`has ${what}`, async () => {
        assertRefused(await press(verb, data), 400, 'BadRequest');
        assert.deepEqual(await tally(), { up: 0, down: 0 });
      });
    }

    it('has no value at all', async () => {
      const empty = execute(post, reply, { verb: 'vote', data: {} }, { value: undefined });
      assertRefused(await door.deliver(empty), 400, 'BadRequest');
    });

    it('is told why in the reader’s language', async () => {
      const { body } = await press('delete', {}, { locale: 'en-US' });
      assert.match(body.value.message, /no longer works/);
    });

    it('because the store fails is answered with an error, reported, and not acknowledged', async () => {
      door.store.castVote = async () => {
        throw new Error('disk full');
      };
      assertRefused(await press('vote', { correct: true }), 500, 'InternalError');
      assert.match(door.told.exceptions.join(''), /disk full/);
    });
  });
});

interface Button {
  readonly verb: string;
  readonly data?: { readonly label?: unknown };
}

/** The buttons in the body of a card: those that give the right label. */
function buttonsOf(card: { body: CardObject[] }): Button[] {
  return card.body.flatMap(({ actions }) => (actions ?? []) as Button[]);
}

function labelsOf(card: { body: CardObject[] }): unknown[] {
  return buttonsOf(card).flatMap(({ data }) => (data ? [data.label] : []));
}
