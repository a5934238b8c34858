import assert from 'node:assert/strict';
import { createClassifier } from '../../src/sentiment/classifier.ts';
import type { Verdict } from '../../src/sentiment/verdict.ts';
import { createVerdictCache } from '../../src/sentiment/verdict-cache.ts';
import { verdict } from '../feedback/verdicts.ts';

const named = (model: string): Verdict => ({ ...verdict, model });

describe('The verdicts kept in memory', () => {
  it('go from the one that was asked for longest ago', () => {
    const cache = createVerdictCache(2);
    cache.keep('one', named('1'));
    cache.keep('two', named('2'));
    assert.equal(cache.find('one')?.model, '1');
    cache.keep('three', named('3'));
    assert.deepEqual(
      ['one', 'two', 'three'].map((text) => cache.find(text)?.model),
      ['1', undefined, '3'],
    );
  });

  it('answer the copies of a post, whatever link or handle they carry, with the same verdict', async () => {
    const lookups: boolean[] = [];
    const options = { modelDir: 'models/production', workers: 1, queueLimit: 8 };
    const [plain, caching] = await Promise.all([
      createClassifier(options),
      createClassifier({ ...options, cached: 10, onLookup: (hit) => lookups.push(hit) }),
    ]);
    try {
      const inference: number[] = [];
      const judge = (post: string) =>
        caching.classify(post, { onTiming: (time) => inference.push(time.inference) });
      const first = await judge('@AirParadis vol annulé, aucune nouvelle https://example.com/a');
      const copy = await judge('@autre vol annulé, aucune nouvelle https://example.com/b');
      const other = await judge('Vol annulé mais vite remplacé, merci');
      assert.deepEqual(lookups, [false, true, false]);
      assert.deepEqual(copy, first);
      assert.deepEqual(
        first,
        await plain.classify('@autre vol annulé, aucune nouvelle https://example.com/b'),
      );
      assert.notDeepEqual(other, first);
      assert.deepEqual(
        inference.map((time) => time > 0),
        [true, false, true],
      );
    } finally {
      await Promise.all([plain.close(), caching.close()]);
    }
  });

  it('leave out the parts of a post that an explanation asks for', async () => {
    const lookups: boolean[] = [];
    const classifier = await createClassifier({
      ...{ modelDir: 'models/production', workers: 1, queueLimit: 8, cached: 10 },
      onLookup: (hit) => lookups.push(hit),
    });
    try {
      await classifier.classify('vol annulé', { yields: true });
      await classifier.classify('vol annulé');
      assert.deepEqual(lookups, [false]);
    } finally {
      await classifier.close();
    }
  });
});
