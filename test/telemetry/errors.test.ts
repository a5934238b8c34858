import assert from 'node:assert/strict';
import { UnknownPredictionError } from '../../src/feedback/errors.ts';
import { ClassifierBusyError } from '../../src/sentiment/verdict.ts';
import { StorageError } from '../../src/storage/engine/errors.ts';
import { describeError } from '../../src/telemetry/errors.ts';

describe('The description of an error', () => {
  it('has the message of an error that is ours', () => {
    for (const error of [
      new StorageError('move it'),
      new ClassifierBusyError('move it'),
      new UnknownPredictionError('move it'),
    ])
      assert.match(describeError(error).message ?? '', /move it/);
  });

  it('has name, code and place of any other, and no message', () => {
    const { stack, ...rest } = describeError(Object.assign(new TypeError('my post'), { code: 'EPOST' }));
    assert.deepEqual(rest, { name: 'TypeError', code: 'EPOST' });
    assert.match(stack, /^\s+at .*errors\.test\.ts/);
  });

  it('leaves the message out of the stack, even one that looks like a stack', () => {
    const { stack } = describeError(new Error('my post\n    at home (sweet:home)\nand more of it'));
    assert.doesNotMatch(stack, /post|sweet|more/);
    assert.match(stack, /errors\.test\.ts/);
  });

  it('describes the cause in the same way', () => {
    const { message, cause } = describeError(new StorageError('move it', { cause: new Error('my post') }));
    assert.equal(message, 'move it');
    assert.equal(cause?.name, 'Error');
    assert.doesNotMatch(JSON.stringify(cause), /my post/);
  });

  it('says of what is no error only what kind of thing it is', () => {
    assert.deepEqual(describeError('my post'), { name: 'string', stack: '' });
    assert.deepEqual(describeError(undefined), { name: 'undefined', stack: '' });
  });
});
