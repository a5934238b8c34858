import assert from 'node:assert/strict';
import { ClassifierBusyError } from '../../../src/sentiment/verdict.ts';
import { createExplainer } from '../../../src/sentiment/why/explainer.ts';
import { verdict } from '../../feedback/verdicts.ts';

describe('Explanations', () => {
  it('come one after the other, whoever asks', async () => {
    const judged: string[] = [];
    const explain = createExplainer({
      model: verdict.model,
      classify: async (post) => {
        judged.push(post.includes('retard') ? 'first' : 'second');
        return verdict;
      },
    });
    await Promise.all([explain('retard retard retard'), explain('merci merci merci')]);
    assert.equal(judged.join(' '), `${'first '.repeat(5)}${'second '.repeat(5)}`.trim());
  });

  it('are kept: the same post is weighed once', async () => {
    let judged = 0;
    const classifier = {
      model: verdict.model,
      classify: async () => {
        judged++;
        return verdict;
      },
    };
    const explain = createExplainer(classifier);
    const [once, again] = await Promise.all([explain('vol nul'), explain('vol nul')]);
    assert.deepEqual([await explain('vol nul'), again], [once, once]);
    assert.equal(judged, 4);
    classifier.model = 'ffffffffffff';
    await explain('vol nul');
    assert.equal(judged, 8);
  });

  it('send away who comes when the line is full, and go on after a failure', async () => {
    let fails = true;
    const classify = async () => {
      if (fails) throw new Error('broken');
      return verdict;
    };
    const explain = createExplainer({ model: verdict.model, classify }, 1);
    const first = explain('vol nul');
    await assert.rejects(explain('vol parfait'), ClassifierBusyError);
    await assert.rejects(first, /broken/);
    fails = false;
    assert.equal((await explain('vol parfait')).length, 2);
  });

  it('are not begun for who has gone', async () => {
    const explain = createExplainer({ model: verdict.model, classify: async () => verdict });
    await assert.rejects(explain('vol nul', { signal: AbortSignal.abort() }), { name: 'AbortError' });
  });
});
