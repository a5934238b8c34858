import assert from 'node:assert/strict';
import { DEFAULTS } from '../../../src/channel/settings.ts';
import {
  BOT,
  CHANNEL,
  channelPost,
  edit,
  execute,
  FRENCH_POST,
  SAM,
  type Sent,
  softDelete,
  teamEvent,
  ZOE,
} from '../../fixtures/activities.ts';
import { type Door, openDoor } from '../door.ts';

const CARD = 'application/vnd.microsoft.card.adaptive';

describe('The card of a post that should be answered', () => {
  let door: Door;
  let post: Sent;
  let reply: string;
  let predictionId: string;
  beforeEach(async () => {
    door = await openDoor();
    post = channelPost('Vous avez perdu ma valise');
    await door.deliver(post);
    reply = door.connector.ids[0]!;
    predictionId = [...door.store.predictions.keys()][0]!;
  });
  afterEach(() => door.close());

  const press = (status: string, revision: number, changes = {}) =>
    door.deliver(
      execute(post, reply, { verb: 'status', data: { predictionId, status, revision, card: 'fr' } }, changes),
    );
  const shared = () => JSON.stringify(door.connector.lastCard());
  const statusNow = async () => (await door.triage.find(predictionId))?.status;
  const buttonsOf = (card: string) =>
    [...card.matchAll(/"verb":"status","data":\{[^}]*"status":"(\w+)"/g)].map(([, status]) => status);

  it('says so, with one press to take it; that of any other post does not', async () => {
    assert.match(shared(), /📥 Réponse attendue/);
    assert.deepEqual(buttonsOf(shared()), ['taken', 'answered', 'no_answer']);
    await door.deliver(channelPost(FRENCH_POST));
    assert.deepEqual(buttonsOf(shared()), []);
  });

  it('is confirmed to whoever takes the post alone, and shows everybody who has it', async () => {
    const { body } = await press('taken', 1);
    assert.equal(body.type, CARD);
    assert.match(JSON.stringify(body.value), /🙋 Vous vous en occupez/);
    assert.deepEqual(buttonsOf(JSON.stringify(body.value)), ['answered', 'no_answer', 'open']);
    assert.match(shared(), new RegExp(`🙋 Pris en charge · ${ZOE.name}`));
    assert.doesNotMatch(shared(), /Vous vous en occupez/);
    assert.deepEqual(buttonsOf(shared()), ['taken', 'answered', 'no_answer']);
  });

  it('goes on to answered, to no answer needed, and back', async () => {
    await press('taken', 1);
    await press('answered', 2);
    assert.match(shared(), new RegExp(`✅ Répondu · ${ZOE.name}`));
    assert.deepEqual(buttonsOf(shared()), ['open']);
    await press('open', 3, { from: SAM });
    assert.match(shared(), /📥 Réponse attendue/);
    await press('no_answer', 4, { from: SAM });
    assert.match(shared(), new RegExp(`Pas de réponse nécessaire · ${SAM.name}`));
  });

  it('tells whoever comes second that somebody was faster, and shows them what stands', async () => {
    await press('taken', 1);
    const { body } = await press('taken', 1, { from: SAM });
    assert.match(JSON.stringify(body.value), /Quelqu’un vous a devancé/);
    assert.match(JSON.stringify(body.value), new RegExp(`Pris en charge · ${ZOE.name}`));
    assert.match(shared(), new RegExp(`Pris en charge · ${ZOE.name}`));
  });

  it('tells whoever has the post that their card was behind, not that somebody was faster', async () => {
    await press('taken', 1);
    const { body } = await press('answered', 1);
    assert.match(JSON.stringify(body.value), /Cette carte n’était pas à jour/);
    assert.match(JSON.stringify(body.value), /Vous vous en occupez/);
    assert.equal(await statusNow(), 'taken');
  });

  for (const [who, from] of [
    ['whoever gave the post back', ZOE],
    ['a colleague of theirs', SAM],
  ] as const)
    it(`tells ${who} that their card was behind: nobody was faster`, async () => {
      await press('taken', 1);
      await press('open', 2);
      const card = JSON.stringify((await press('answered', 2, { from })).body.value);
      assert.match(card, /Cette carte n’était pas à jour/);
      assert.doesNotMatch(card, /devancé/);
      assert.match(card, /📥 Réponse attendue/);
      assert.equal(await statusNow(), 'open');
    });

  it('tells so too, in English, where the post was edited and its old card is pressed', async () => {
    await press('taken', 1);
    await door.deliver(edit(post, 'Vous avez perdu ma valise et mon vélo'));
    const { body } = await press('answered', 2, { from: SAM, locale: 'en-GB' });
    assert.match(JSON.stringify(body.value), /This card was out of date/);
    assert.doesNotMatch(JSON.stringify(body.value), /faster/);
  });

  it('keeps the name of whoever has the post when somebody votes, and writes it down nowhere', async () => {
    await press('taken', 1);
    await door.deliver(
      execute(post, reply, { verb: 'vote', data: { predictionId, correct: true } }, { from: SAM }),
    );
    assert.match(shared(), new RegExp(`Pris en charge · ${ZOE.name}`));
    assert.match(shared(), /👍 1 d’accord/);
    const kept = await door.triage.find(predictionId);
    assert.doesNotMatch(JSON.stringify([kept, await door.triage.history(predictionId)]), /Zoé|Zoe/);
  });

  describe('whose holder has no name in mind, as after a restart', () => {
    const holdElsewhere = () =>
      door.triage.change({ predictionId, status: 'taken', door: 'teams', person: ZOE.aadObjectId });
    const vote = (from = SAM) =>
      door.deliver(execute(post, reply, { verb: 'vote', data: { predictionId, correct: true } }, { from }));
    const details = () =>
      door.deliver(execute(post, reply, { verb: 'details', data: { predictionId } }, { from: SAM }));
    beforeEach(async () => {
      await holdElsewhere();
      await door.settled();
      assert.match(shared(), /🙋 Pris en charge"/);
    });

    for (const field of ['aadObjectId', 'objectId'] as const)
      it(`names them as Teams does who takes part (${field}), on whatever page they stand, and asks once`, async () => {
        door.connector.tellMembers([
          { id: '29:1ann', name: 'Ann', [field]: 'another' },
          { id: '29:1nameless' },
          { id: ZOE.id, name: ` ${ZOE.name}`, [field]: ZOE.aadObjectId },
          { id: '29:1late', name: 'Late' },
          { id: '29:1last', name: 'Last' },
        ]);
        await vote();
        assert.match(shared(), new RegExp(`Pris en charge · ${ZOE.name}`));
        await vote(ZOE);
        assert.equal(door.connector.askedForMembers, 2, 'both pages up to them, and no more');
        const kept = JSON.stringify([await door.triage.find(predictionId), door.told.log]);
        assert.doesNotMatch(kept, /Zoé Martin/);
      });

    it('names nobody where they take part no longer, and does not ask again at once', async () => {
      await vote();
      assert.match(shared(), /🙋 Pris en charge"/);
      await vote(ZOE);
      assert.equal(door.connector.askedForMembers, 1);
      door.connector.tellMembers([ZOE]);
      door.later += 10 * 60_000;
      const { body } = await details();
      assert.match(JSON.stringify(body.value), new RegExp(`Pris en charge · ${ZOE.name}`));
    });

    it('names nobody where Teams refuses to tell, and takes the vote', async () => {
      door.connector.fail('GET', 403);
      await vote();
      assert.match(shared(), /👍 1 d’accord.*🙋 Pris en charge"/);
      assert.match(door.told.log.join(''), /Teams does not tell who takes part/);
    });

    it('waits for no name for long, and shows it on the next card once Teams has told', async () => {
      door.connector.tellMembers([ZOE]);
      door.connector.hold('GET');
      const { body } = await details();
      assert.match(JSON.stringify(body.value), /🙋 Pris en charge"/);
      door.connector.recover();
      for (let named = false; !named; )
        named = /Zoé Martin/.test(JSON.stringify((await details()).body.value));
    });
  });

  it('is changed by the page and by programs too, without a name', async () => {
    await door.triage.change({ predictionId, status: 'taken', door: 'api', person: 'key:page' });
    await door.settled();
    assert.match(shared(), /🙋 Pris en charge"/);
  });

  it('follows the post through an edit, and is done with it when it is deleted', async () => {
    await press('taken', 1);
    await door.deliver(edit(post, 'Vous avez perdu ma valise et mon vélo'));
    assert.match(shared(), new RegExp(`Pris en charge · ${ZOE.name}`));
    const [, edited] = [...door.store.predictions.keys()];
    assert.equal((await door.triage.find(edited!))?.status, 'taken');
    assert.equal(await statusNow(), 'no_answer');
    await door.deliver(softDelete(post));
    await door.forgetInStore([...door.store.predictions.values()][0]!.origin!);
    assert.equal((await door.triage.find(edited!))?.status, 'no_answer');
  });

  it('takes a press once that is delivered twice', async () => {
    const pressed = execute(post, reply, {
      verb: 'status',
      data: { predictionId, status: 'taken', revision: 1 },
    });
    const { body: first } = await door.deliver(pressed);
    await press('open', 2, { from: SAM });
    const { body: again } = await door.deliver(pressed);
    assert.deepEqual(again, first);
    assert.equal(await statusNow(), 'open');
  });

  it('stays as it was last drawn once the bot was removed, while the post goes on elsewhere', async () => {
    await door.deliver(teamEvent('teamMemberRemoved', { membersRemoved: [BOT] }));
    const before = door.connector.calls.length;
    await door.triage.change({ predictionId, status: 'taken', door: 'api', person: 'key:page' });
    await door.settled();
    assert.equal(door.connector.calls.length, before);
    assert.equal(await statusNow(), 'taken');
  });

  it('tells the status in a channel that wants one line, and offers the buttons on the card that it opens', async () => {
    await door.channels.saveSettings(CHANNEL.id, { ...DEFAULTS, answer: 'line' });
    await press('taken', 1);
    assert.match(shared(), /😞 Négatif · 93.% · 🙋 Pris en charge · /);
    assert.deepEqual(buttonsOf(shared()), []);
    const { body } = await door.deliver(execute(post, reply, { verb: 'details', data: { predictionId } }));
    assert.deepEqual(buttonsOf(JSON.stringify(body.value)), ['answered', 'no_answer', 'open']);
  });

  it('refuses what no button of ours sends, and posts of other conversations', async () => {
    for (const data of [
      { status: 'done', revision: 1 },
      { status: 'taken', revision: -1 },
      { status: 'taken' },
      { status: 'taken', revision: 1, predictionId: 'x' },
    ]) {
      const { body } = await door.deliver(
        execute(post, reply, { verb: 'status', data: { predictionId, ...data } }),
      );
      assert.equal(body.value.code, 'BadRequest');
    }
    const elsewhere = {
      conversation: { id: '19:other@thread.tacv2;messageid=1', conversationType: 'channel' },
    };
    assert.equal((await press('taken', 1, elsewhere)).body.value.code, 'NotFound');
    assert.equal(await statusNow(), 'open');
  });
});
