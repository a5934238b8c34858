import assert from 'node:assert/strict';
import { addressOfIncident, idInAddress } from '../../../src/web/incident/address.ts';

describe('The address of an alert', () => {
  it('names it, and nothing else does', () => {
    assert.equal(idInAddress(addressOfIncident('burst-1700000000000')), 'burst-1700000000000');
    for (const hash of ['#incident', '#incident/', '#incident/a/b', '#incident/<b>', '#post/burst-1'])
      assert.equal(idInAddress(hash), '');
  });
});
