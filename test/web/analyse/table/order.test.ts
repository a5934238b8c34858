import assert from 'node:assert/strict';
import { inOrder, type Order } from '../../../../src/web/analyse/table/order.ts';
import { prediction } from '../../predictions.ts';

const judged = (post: string, negative: number, positive: number) => ({
  post,
  failure: null,
  prediction: prediction({
    label: negative > positive ? 'negative' : 'positive',
    scores: { negative, neutral: 1 - negative - positive, positive },
  }),
});
const ROWS = [
  judged('a', 0.2, 0.7),
  { post: 'b', failure: 'nothing', prediction: null } as const,
  judged('c', 0.9, 0.05),
  judged('d', 0.5, 0.4),
];
const posts = (order: Order) => inOrder(ROWS, order).map(({ row: { post } }) => post);

describe('The rows of a table', () => {
  it('stand as they were pasted, until another order is chosen', () => {
    assert.deepEqual(posts('written'), ['a', 'b', 'c', 'd']);
  });

  it('come by side or by certainty, those without a verdict last', () => {
    assert.deepEqual(posts('negative'), ['c', 'd', 'a', 'b']);
    assert.deepEqual(posts('positive'), ['a', 'd', 'c', 'b']);
    assert.deepEqual(posts('unsure'), ['d', 'a', 'c', 'b']);
  });

  it('keep the place at which they were pasted', () => {
    assert.deepEqual(
      inOrder(ROWS, 'negative').map(({ index }) => index),
      [2, 3, 0, 1],
    );
  });
});
