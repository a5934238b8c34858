import assert from 'node:assert/strict';
import { ClassifierBusyError } from '../../../src/sentiment/verdict.ts';
import { groupPost } from '../../fixtures/activities.ts';
import { search } from '../../fixtures/extension.ts';
import { type Door, openDoor } from '../door.ts';

describe('A post in the search box of the message extension', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  const chat = groupPost();
  const post = (value: unknown) => [{ name: 'post', value }];
  async function ask(parameters: object[], commandId?: string) {
    const { status, body } = await door.deliver(search(chat, parameters, commandId));
    assert.equal(status, 200);
    return body.composeExtension;
  }

  it('becomes a card with its verdict, to be inserted', async () => {
    const { type, attachmentLayout, attachments } = await ask(
      post(' Valise perdue, [ici](https://evil.example) '),
    );
    assert.equal(type, 'result');
    assert.equal(attachmentLayout, 'list');
    const [{ contentType, content, preview }] = attachments;
    assert.equal(contentType, 'application/vnd.microsoft.card.adaptive');
    assert.match(JSON.stringify(content), /😞 Négatif · 93/);
    assert.match(content.speak, /Négatif/);
    assert.equal(preview.contentType, 'application/vnd.microsoft.card.thumbnail');
    assert.match(preview.content.title, /^😞 Négatif · 93/);
  });

  it('is quoted as plain text, so that no link of it can be pressed', async () => {
    const { attachments } = await ask(post('nul [ici](https://evil.example)'));
    const quoted = attachments[0].content.body.find(({ type }: { type: string }) => type === 'RichTextBlock');
    assert.deepEqual(quoted.inlines, [
      { type: 'TextRun', text: 'nul [ici](https://evil.example)', italic: true },
    ]);
  });

  it('is not kept, and so cannot be voted on', async () => {
    const { attachments } = await ask(post('Merci !'));
    assert.equal(door.store.predictions.size, 0);
    assert.equal(attachments[0].content.actions, undefined);
  });

  it('says when only the beginning of a long one was judged, and shows only that much', async () => {
    const { attachments } = await ask(post('très 😊 long '.repeat(100)));
    const card = JSON.stringify(attachments[0].content);
    assert.match(card, /seul le début a été analysé/);
    assert.ok(card.length < 2000);
  });

  it('is asked for when the box is still empty', async () => {
    for (const parameters of [[{ name: 'initialRun', value: 'true' }], post('  '), post(7), []]) {
      const { type, text } = await ask(parameters);
      assert.equal(type, 'message');
      assert.match(text, /Écrivez ou collez un post/);
    }
  });

  it('with nothing to judge, in a busy moment, or with a failure, is answered with a sentence', async () => {
    assert.match((await ask(post('https://example.org @sam'))).text, /Rien à analyser/);
    door.classify = async () => {
      throw new ClassifierBusyError();
    };
    assert.match((await ask(post('nul'))).text, /sont en attente/);
    door.classify = async () => {
      throw new Error('broken');
    };
    assert.match((await ask(post('nul'))).text, /L’analyse a échoué/);
  });

  it('of a command that is not known is answered so', async () => {
    assert.match((await ask(post('nul'), 'other')).text, /Commande inconnue/);
  });
});
