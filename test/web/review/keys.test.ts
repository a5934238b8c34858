import assert from 'node:assert/strict';
import { actionOf } from '../../../src/web/review/keys.ts';

const press = (key: string, changes: { [modifier: string]: boolean } = {}) =>
  actionOf({ key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, ...changes });

describe('The keys of the review', () => {
  for (const [keys, action] of [
    [['n', 'N', 'ArrowLeft'], 'negative'],
    [['0'], 'neutral'],
    [['p', 'P', 'ArrowRight'], 'positive'],
    [['Enter'], 'confirm'],
    [['k', 'g', 'G'], 'keep'],
    [['s', 'S'], 'skip'],
    [['u', 'U'], 'undo'],
  ] as const)
    it(`take ${keys.join(' and ')} for ${action}`, () => {
      for (const key of keys) assert.equal(press(key), action);
    });

  it('take Ctrl + Z and Command + Z for undo', () => {
    assert.equal(press('z', { ctrlKey: true }), 'undo');
    assert.equal(press('z', { metaKey: true }), 'undo');
  });

  it('leave to the browser what is its own', () => {
    for (const [key, changes] of [
      ['Tab', {}],
      ['a', {}],
      ['z', {}],
      ['p', { ctrlKey: true }],
      ['s', { metaKey: true }],
      ['ArrowLeft', { altKey: true }],
    ] as const)
      assert.equal(press(key, changes), undefined, key);
  });

  it('decide once, however long one is held down', () => {
    assert.equal(press('n', { repeat: true }), undefined);
  });
});
