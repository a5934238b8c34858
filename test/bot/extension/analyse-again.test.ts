import assert from 'node:assert/strict';
import { channelMention, edit, FRENCH_POST, SAM } from '../../fixtures/activities.ts';
import { messageAction } from '../../fixtures/extension.ts';
import { type Door, openAnsweredPost } from '../door.ts';

describe('"Analyse sentiment" on a post that its channel has judged', () => {
  let door: Door;
  let post: Awaited<ReturnType<typeof openAnsweredPost>>['post'];
  let asked: ReturnType<typeof messageAction>;
  beforeEach(async () => {
    ({ door, post } = await openAnsweredPost());
    asked = messageAction({ ...post, from: SAM }, { id: String(post.id), html: `<p>${FRENCH_POST}</p>` });
  });
  afterEach(() => door.close());

  function serveAnotherModel(): void {
    const { classify } = door;
    door.classify = async (text) => {
      const verdict = await classify(text);
      return verdict && { ...verdict, model: 'ffffffffffff', label: 'negative', probability: 0.12 };
    };
  }
  const summary = async () => {
    await door.deliver(channelMention('{bot} bilan 7 jours'));
    return door.connector.calls.at(-1)!.body.summary as string;
  };

  it('leaves the verdict of the channel in its figures, when another model serves', async () => {
    const before = await summary();
    serveAnotherModel();
    await door.deliver(asked);
    assert.equal(door.store.predictions.size, 2);
    assert.match(before, /1 positif/);
    assert.equal(await summary(), before);
  });

  it('leaves the verdict of the channel in its figures, when a client sends another text with it', async () => {
    const before = await summary();
    await door.deliver(messageAction(post, { id: String(post.id), html: '<p>Tout est perdu, nul</p>' }));
    assert.equal(await summary(), before);
  });

  it('makes one verdict more, however often it is pressed', async () => {
    serveAnotherModel();
    await door.deliver(asked);
    await door.deliver({ ...asked, id: 'f:pressed-again' });
    assert.equal(door.store.predictions.size, 2);
  });

  it('takes no vote from the post when bold letters are edited in afterwards', async () => {
    const [id] = [...door.store.predictions.keys()];
    await door.feedback.vote({ predictionId: id!, person: SAM.aadObjectId, correct: true });
    serveAnotherModel();
    await door.deliver(asked);
    const attachments = [{ contentType: 'text/html', content: `<p><b>${FRENCH_POST}</b></p>` }];
    await door.deliver(edit(post, FRENCH_POST, { attachments }));
    const [shown] = await door.replies();
    assert.equal(shown?.predictionId, id);
  });
});
