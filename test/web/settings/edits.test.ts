import assert from 'node:assert/strict';
import { coveredBy, moved, put, type Route } from '../../../src/web/settings/routes/edits.ts';

const ANY: Route = { channel: '19:a', language: null, network: null, topic: null, negativeOnly: false };
const BAGGAGE: Route = { ...ANY, topic: 'baggage' };
const FRENCH: Route = { ...ANY, language: 'fr' };

describe('Routes under edit', () => {
  it('are changed in their place, or added at the end', () => {
    assert.deepEqual(put([ANY, FRENCH], 1, BAGGAGE), [ANY, BAGGAGE]);
    assert.deepEqual(put([ANY, FRENCH], 2, BAGGAGE), [ANY, FRENCH, BAGGAGE]);
  });

  it('change places with their neighbour, and stay at either end', () => {
    const routes = [ANY, BAGGAGE, FRENCH];
    assert.deepEqual(moved(routes, 1, -1), [BAGGAGE, ANY, FRENCH]);
    assert.deepEqual(moved(routes, 1, 1), [ANY, FRENCH, BAGGAGE]);
    assert.equal(moved(routes, 0, -1), routes);
    assert.equal(moved(routes, 2, 1), routes);
  });

  for (const [what, earlier, later, place] of [
    ['after one that takes everything', ANY, BAGGAGE, 0],
    [
      'after one that is the same, whatever its capitals',
      { ...ANY, network: 'X' },
      { ...ANY, network: 'x' },
      0,
    ],
    ['of negatives, after the same of all', BAGGAGE, { ...BAGGAGE, negativeOnly: true }, 0],
    ['of all, after the same of negatives', { ...BAGGAGE, negativeOnly: true }, BAGGAGE, null],
    ['of another kind', FRENCH, BAGGAGE, null],
    ['of all languages, after one of French', FRENCH, ANY, null],
  ] as const)
    it(`${place === null ? 'come' : 'never come'} into play: ${what}`, () => {
      assert.equal(coveredBy([earlier, later], 1), place);
      assert.equal(coveredBy([earlier, later], 0), null);
    });
});
