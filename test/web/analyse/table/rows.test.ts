import assert from 'node:assert/strict';
import { countVerdicts, isUnjudged, postsOf, rowsOf } from '../../../../src/web/analyse/table/rows.ts';
import { prediction } from '../../predictions.ts';

describe('Several posts pasted at once', () => {
  it('are the lines that hold something, whatever ends them', () => {
    assert.deepEqual(postsOf('un\r\n\n  deux \rtrois\n   \n'), ['un', 'deux', 'trois']);
    assert.deepEqual(postsOf(' \n '), []);
  });

  it('are open until they are judged, or cannot be', () => {
    const [row] = rowsOf('un');
    assert.equal(isUnjudged(row!), true);
    assert.equal(isUnjudged({ ...row!, failure: 'unreachable' }), true);
    assert.equal(isUnjudged({ ...row!, failure: 'nothing' }), false);
    assert.equal(isUnjudged({ ...row!, failure: 'long' }), false);
    assert.equal(isUnjudged({ ...row!, prediction: prediction() }), false);
  });

  it('count for a side, or as skipped where there is no verdict', () => {
    const rows = [
      prediction(),
      prediction({ label: 'negative' }),
      prediction({ label: 'negative', certain: false }),
    ].map((said) => ({ post: 'a', prediction: said, failure: null }));
    assert.deepEqual(countVerdicts([...rows, ...rowsOf('b')]), {
      positive: 1,
      neutral: 0,
      negative: 1,
      uncertain: 1,
      skipped: 1,
    });
  });
});
