import assert from 'node:assert/strict';
import { nextId, SAM, ZOE } from '../../fixtures/activities.ts';
import { openAnsweredPost } from '../door.ts';

describe('"Analyse sentiment" on a post that another model judged', () => {
  it('leaves the post in the figures of its channel', async () => {
    const { door, post } = await openAnsweredPost();
    try {
      const { classify } = door;
      door.classify = async (text) => {
        const verdict = await classify(text);
        return verdict && { ...verdict, model: 'ffffffffffff', probability: 0.88 };
      };
      const { attachments: _, text: __, ...stands } = post;
      const messagePayload = {
        id: post.id,
        body: { contentType: 'html', content: '<p>Vol parfait, équipage adorable, merci !</p>' },
        from: { user: { id: ZOE.aadObjectId } },
      };
      const value = { commandId: 'analyse', commandContext: 'message', messagePayload };
      const name = 'composeExtension/fetchTask';
      await door.deliver({ ...stands, type: 'invoke', name, id: `f:${nextId()}`, from: SAM, value });
      const [first, second] = [...door.store.predictions.values()];
      assert.equal(second?.model, 'ffffffffffff');
      assert.equal(second?.channel, first?.channel);
      assert.equal(second?.thread, first?.thread);
    } finally {
      await door.close();
    }
  });
});
