import assert from 'node:assert/strict';
import { createInService } from '../../../src/sentiment/model/in-service.ts';
import type { Classifier, Verdict } from '../../../src/sentiment/verdict.ts';
import { verdict } from '../../feedback/verdicts.ts';

/** Holds every post until `finish`, and closes, as the real one does, once it has none. */
function heldClassifier(model: string) {
  const posts: PromiseWithResolvers<Verdict>[] = [];
  const classifier: Classifier & { closed: boolean } = {
    model,
    ready: true,
    closed: false,
    classify() {
      const post = Promise.withResolvers<Verdict>();
      posts.push(post);
      return post.promise;
    },
    async close() {
      await Promise.allSettled(posts.map(({ promise }) => promise));
      classifier.closed = true;
    },
  };
  return {
    classifier,
    finish() {
      for (const { resolve } of posts) resolve({ ...verdict, model });
    },
  };
}

describe('The classifier in service', () => {
  it('lets the model before finish what it has, gives the new one what comes, and then closes the one before', async () => {
    const [first, second] = [heldClassifier('a'), heldClassifier('b')];
    const service = createInService(first.classifier);
    const early = service.classify('early');
    const replaced = service.replace(second.classifier);
    const late = service.classify('late');
    assert.equal(service.model, 'b');
    second.finish();
    assert.equal((await late)?.model, 'b');
    assert.equal(first.classifier.closed, false);
    first.finish();
    assert.equal((await early)?.model, 'a');
    await replaced;
    assert.equal(first.classifier.closed, true);
    assert.equal(second.classifier.closed, false);
  });

  it('counts the posts in hand, those of both models, and those that fail', async () => {
    const first = heldClassifier('a');
    const service = createInService(first.classifier);
    const early = service.classify('early');
    const failing = {
      ...heldClassifier('b').classifier,
      classify: async () => Promise.reject(new Error('no')),
    };
    const replaced = service.replace(failing);
    const late = service.classify('late');
    assert.equal(service.inHand, 2);
    await assert.rejects(late, /no/);
    assert.equal(service.inHand, 1);
    first.finish();
    await Promise.all([early, replaced]);
    assert.equal(service.inHand, 0);
  });

  it('closes after the model before has', async () => {
    const [first, second] = [heldClassifier('a'), heldClassifier('b')];
    const service = createInService(first.classifier);
    const post = service.classify('early');
    void service.replace(second.classifier);
    const closed = service.close();
    first.finish();
    await Promise.all([post, closed]);
    assert.ok(first.classifier.closed && second.classifier.closed);
  });
});
