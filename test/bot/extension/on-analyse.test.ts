import assert from 'node:assert/strict';
import { ClassifierBusyError } from '../../../src/sentiment/verdict.ts';
import { BOT, channelPost, FRENCH_POST, groupPost, SAM } from '../../fixtures/activities.ts';
import { messageAction } from '../../fixtures/extension.ts';
import type { CardJson } from '../cards/elements.ts';
import { type Answered, type Door, openDoor } from '../door.ts';

describe('The message action', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  const chat = groupPost();

  function dialogOf({ status, body }: Answered): CardJson {
    assert.equal(status, 200);
    assert.equal(body.task.type, 'continue');
    assert.equal(body.task.value.card.contentType, 'application/vnd.microsoft.card.adaptive');
    return body.task.value.card.content;
  }
  function sentenceOf({ status, body }: Answered): string {
    assert.equal(status, 200);
    assert.equal(body.task.type, 'message');
    return body.task.value;
  }

  it('opens a dialog with the verdict on the message, its words, and the vote', async () => {
    const html = '<div><p>Équipage adorable,<br>valise <b>perdue</b> &amp; retrouvée</p></div>';
    const answered = await door.deliver(messageAction(chat, { html }));
    assert.equal(answered.body.task.value.title, 'Analyse du sentiment');
    const card = JSON.stringify(dialogOf(answered));
    assert.match(card, /😞 Négatif · 93/);
    assert.match(card, /Équipage adorable,\\nvalise perdue & retrouvée/);
    assert.match(card, /«\sperdue\s»/);
    assert.match(card, /appuie ce verdict/);
    assert.match(card, /Négatif 93\s%/);
    assert.match(card, /👍 Juste.*👎 Faux/);
  });

  it('has only buttons that a dialog of Teams can press', async () => {
    const card = dialogOf(await door.deliver(messageAction(chat, { html: '<p>nul</p>' })));
    assert.deepEqual(
      card.actions!.map(({ type, data }) => [type, (data as { verb: string }).verb]),
      [
        ['Action.Submit', 'vote'],
        ['Action.Submit', 'vote'],
      ],
    );
    assert.doesNotMatch(JSON.stringify(card), /Action\.Execute/);
  });

  it('is in the language of who asks', async () => {
    const asked = messageAction({ ...chat, locale: 'en-GB' }, { html: '<p>My suitcase is lost</p>' });
    const card = JSON.stringify(dialogOf(await door.deliver(asked)));
    assert.match(card, /😞 Negative · 93%/);
    assert.match(card, /Negative 93%/);
    assert.match(card, /supports this verdict/);
  });

  it('keeps the verdict as one on the author’s message, not on who asked', async () => {
    await door.deliver(messageAction({ ...chat, from: SAM }, { html: '<p>Merci !</p>', id: '1790' }));
    const [kept] = [...door.store.predictions.values()];
    assert.equal(kept?.origin, 'teams:19:group@thread.v2/1790');
    assert.equal(kept?.text, 'Merci !');
    assert.deepEqual(await door.feedback.findCurrent('teams:19:group@thread.v2/1790'), [kept]);
    const mine = channelPost('Merci !');
    await door.deliver(mine);
    const authors = [...door.store.predictions.values()].map(({ author }) => author);
    assert.equal(authors[0], authors[1], 'both were written by Zoé');
  });

  it('shows the verdict and the votes that the post in the channel has already', async () => {
    const post = channelPost(FRENCH_POST);
    await door.deliver(post);
    const id = [...door.store.predictions.keys()][0]!;
    await door.feedback.vote({ predictionId: id, person: SAM.aadObjectId, correct: true });
    const asked = messageAction(post, { id: String(post.id), html: `<p>${FRENCH_POST}</p>` });
    const card = JSON.stringify(dialogOf(await door.deliver(asked)));
    assert.match(card, /👍 1 d’accord/);
    assert.match(card, new RegExp(id));
    assert.equal(door.store.predictions.size, 1);
  });

  it('sent again, or asked again, makes no second verdict; on an edited message it does', async () => {
    const asked = messageAction(chat, { id: '1791', html: '<p>Merci !</p>' });
    await door.deliver(asked);
    await door.deliver(asked);
    assert.equal(door.store.predictions.size, 1);
    await door.deliver(messageAction(chat, { id: '1791', html: '<p>Valise perdue</p>' }));
    assert.equal(door.store.predictions.size, 2);
  });

  it('reads the message as the bot would have: without the call of the bot', async () => {
    const application = { id: BOT.id.slice(3), displayName: BOT.name, applicationIdentityType: 'bot' };
    await door.deliver(
      messageAction(chat, {
        html: '<p><at id="0">Air Paradis</at>&nbsp;vol perdu, <at id="1">Sam Lee</at> attend</p>',
        mentions: [
          { id: 0, mentionText: 'Air Paradis', mentioned: { application, user: null } },
          { id: 1, mentionText: 'Sam Lee', mentioned: { application: null, user: { id: SAM.aadObjectId } } },
        ],
      }),
    );
    assert.match(door.judged[0]!, /^vol perdu,\s+@user\s+attend$/);
  });

  it('reads a message of plain text too', async () => {
    await door.deliver(messageAction(chat, { body: { contentType: 'text', content: 'Perdu & <nul>' } }));
    assert.equal(door.judged[0], 'Perdu & <nul>');
  });

  for (const [what, message] of [
    ['nothing', { html: '' }],
    ['a picture', { html: '<p><img src="https://example.org/a.png" alt="image"></p>' }],
    ['a link', { html: '<p><a href="https://example.org">https://example.org</a></p>' }],
    ['a card', { html: '<attachment id="1"></attachment>' }],
    ['no body', { body: null }],
  ] as const)
    it(`says so where a message has ${what} and no text`, async () => {
      assert.match(sentenceOf(await door.deliver(messageAction(chat, message))), /Rien à analyser/);
      assert.equal(door.store.predictions.size, 0);
    });

  it('says so when too many posts wait', async () => {
    door.classify = async () => {
      throw new ClassifierBusyError();
    };
    assert.match(
      sentenceOf(await door.deliver(messageAction(chat, { html: '<p>nul</p>' }))),
      /sont en attente/,
    );
  });

  it('shows the verdict all the same when only the words find no place in the queue', async () => {
    const classify = door.classify;
    door.classify = async (post) => {
      if (post !== 'vol nul') throw new ClassifierBusyError();
      return classify(post);
    };
    const card = JSON.stringify(
      dialogOf(await door.deliver(messageAction(chat, { html: '<p>vol nul</p>' }))),
    );
    assert.match(card, /😞 Négatif/);
    assert.match(card, /Trop de posts sont en attente/);
  });

  it('says so when it fails, and keeps the message out of the log', async () => {
    door.classify = async () => {
      throw new Error('the disk is full');
    };
    const answered = await door.deliver(messageAction(chat, { html: '<p>secret nul</p>' }));
    assert.match(sentenceOf(answered), /L’analyse a échoué/);
    assert.match(door.told.log.join(), /the disk is full/);
    assert.doesNotMatch([...door.told.log, ...door.told.exceptions].join(), /secret/);
  });

  it('says so when it is not one of ours, or not about a message', async () => {
    for (const changes of [
      { commandId: 'other' },
      { messagePayload: undefined },
      { messagePayload: { id: 7 } },
    ])
      assert.match(sentenceOf(await door.deliver(messageAction(chat, {}, changes))), /Commande inconnue/);
  });
});
