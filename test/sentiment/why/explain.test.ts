import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Classifier, ClassifierBusyError, scoresOf } from '../../../src/sentiment/verdict.ts';
import { explain } from '../../../src/sentiment/why/explain.ts';
import { verdict } from '../../feedback/verdicts.ts';

/** Judges by a list of words: each in the post adds its log-odds. */
function classifierOf(weights: Readonly<Record<string, number>>): Classifier & { readonly judged: string[] } {
  const judged: string[] = [];
  return {
    judged,
    model: verdict.model,
    ready: true,
    async classify(post) {
      judged.push(post);
      const words = post.split(/\s+/).filter((word) => word !== '' && !word.startsWith('http'));
      if (words.length === 0) return null;
      const logit = words.reduce((sum, word) => sum + (weights[word] ?? 0), 0);
      const probability = 1 / (1 + Math.exp(-logit));
      const label = logit < 0 ? 'negative' : 'positive';
      return { ...verdict, label, probability, scores: scoresOf(probability, 0) };
    },
    async close() {},
  };
}

const rounded = (weights: readonly { weight: number }[]) =>
  weights.map(({ weight }) => Math.round(weight * 1000) / 1000);

describe('explain', () => {
  it('weighs each word by what the log-odds of the label lose without it, and says where it stands', async () => {
    const post = 'Équipage adorable mais valise  perdue.';
    const words = await explain(classifierOf({ adorable: 2, 'perdue.': -3 }), post);
    assert.deepEqual(
      words.map(({ start, end }) => post.slice(start, end)),
      ['Équipage', 'adorable', 'valise', 'perdue'],
    );
    assert.deepEqual(rounded(words), [0, -2, 0, 3]);
  });

  it('gives a lone word the whole verdict', async () => {
    assert.deepEqual(rounded(await explain(classifierOf({ merci: 1.5 }), 'merci')), [1.5]);
  });

  it('passes over links and handles, and asks nothing about a post that holds no more', async () => {
    const classifier = classifierOf({ merci: 1 });
    assert.deepEqual(await explain(classifier, 'https://example.org @airparadis'), []);
    assert.deepEqual(classifier.judged, []);
    const words = await explain(classifier, '@airparadis merci https://example.org');
    assert.deepEqual(
      words.map(({ start, end }) => [start, end]),
      [[12, 17]],
    );
  });

  it('weighs no stop words, numbers, punctuation, nor the house’s own name', async () => {
    const post = 'Les 3 vols d’Air Paradis, #AirParadis : 12h30 « l’attente » et the delay ! 2F Paradis';
    const words = await explain(classifierOf({}), post);
    const shown = words.map(({ start, end }) => post.slice(start, end));
    assert.deepEqual(shown, ['vols', 'attente', 'delay', 'Paradis']);
  });

  it('weighs negations, emoji with their colours and emoticons', async () => {
    const post = 'pas bien 👎🏽, never ✈️! :(';
    const shown = (await explain(classifierOf({}), post)).map(({ start, end }) => post.slice(start, end));
    assert.deepEqual(shown, ['pas', 'bien', '👎🏽', 'never', '✈️', ':(']);
  });

  it('has at most 24 posts judged, one at a time and all giving way to others, and finds the word that decides in a long one', async () => {
    let most = 0;
    let now = 0;
    const { classify, judged, ...rest } = classifierOf({ mot71: -3 });
    const counting: Classifier = {
      ...rest,
      async classify(post, options) {
        assert.equal(options?.yields, true);
        most = Math.max(most, ++now);
        const said = await classify(post);
        now--;
        return said;
      },
    };
    const post = Array.from({ length: 300 }, (_, n) => `mot${n}`).join(' ');
    const words = await explain(counting, post);
    assert.ok(judged.length <= 24, `${judged.length} posts`);
    assert.equal(most, 1);
    const [decides] = words.filter(({ weight }) => weight > 1);
    assert.equal(post.slice(decides!.start, decides!.end), 'mot71');
  });

  it('compares what the last layer says, for the label that was given', async () => {
    const whole = classifierOf({ adorable: 2, perdue: -3 });
    const early = classifierOf({ adorable: 1 });
    const leaving: Classifier = {
      ...whole,
      classify: (post, options) => (options?.deep ? whole : early).classify(post),
    };
    assert.deepEqual(rounded(await explain(leaving, 'adorable perdue')), [2, -3]);
    assert.deepEqual(early.judged, ['adorable perdue']);
  });

  it('stays finite when the model is sure beyond doubt', async () => {
    const sure: Classifier = {
      ...classifierOf({}),
      async classify(post) {
        const probability = post.includes('non') ? 0 : 1;
        return { ...verdict, probability, scores: scoresOf(probability, 0) };
      },
    };
    for (const { weight } of await explain(sure, 'oui non')) assert.ok(Number.isFinite(weight));
  });

  it('gives up when the queue is full', async () => {
    const busy: Classifier = {
      ...classifierOf({}),
      classify: async () => Promise.reject(new ClassifierBusyError()),
    };
    await assert.rejects(explain(busy, 'un post'), ClassifierBusyError);
  });

  it('names words that stand in the post, in order and apart, whatever the post', async () => {
    const classifier = classifierOf({});
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (post) => {
        let at = 0;
        for (const { start, end } of await explain(classifier, post)) {
          assert.ok(start >= at && end > start && end <= post.length);
          assert.doesNotMatch(post.slice(start, end), /\s/);
          at = end;
        }
      }),
    );
  });
});
