import assert from 'node:assert/strict';
import {
  addressOf,
  addressOfPost,
  dayOf,
  instantOf,
  queryOf,
  shownBy,
} from '../../../src/web/posts/address.ts';

describe('The address of the Posts view', () => {
  it('says the filter, and is read back as it was written', () => {
    const filter = { q: '"vol annulé" & co', label: 'negative', from: '2026-11-01' };
    assert.deepEqual(shownBy(addressOf(filter)), { filter });
    assert.equal(addressOf({}), '#posts');
    assert.equal(addressOf({ q: '' }), '#posts');
  });

  it('says one post', () => {
    assert.deepEqual(shownBy(addressOfPost('0c5f0b1c-5f1e')), { post: '0c5f0b1c-5f1e' });
  });

  it('is a list of everything where it says nothing that is known', () => {
    for (const hash of ['', '#posts', '#posts?', '#posts?odd=1', '#post/', '#post/a/b'])
      assert.deepEqual(shownBy(hash), { filter: {} }, hash);
  });

  it('has days of the reader, the last one included', () => {
    const query = queryOf({ q: 'vol', from: '2026-10-25', to: '2026-10-31' });
    assert.equal(query.get('since'), new Date(2026, 9, 25).toISOString());
    assert.equal(query.get('until'), new Date(2026, 10, 1).toISOString());
    assert.equal(query.get('from'), null);
    assert.equal(query.get('q'), 'vol');
  });

  it('has instants too, so that a day of UTC can be handed on, and shows the day of the reader in which they are', () => {
    const begin = new Date(2026, 9, 25, 13).getTime();
    const filter = { from: instantOf(begin), to: instantOf(new Date(2026, 9, 27).getTime()) };
    assert.deepEqual(shownBy(addressOf(filter)), { filter });
    const query = queryOf(filter);
    assert.equal(query.get('since'), new Date(begin).toISOString());
    assert.equal(query.get('until'), new Date(2026, 9, 27).toISOString());
    assert.equal(dayOf(filter, 'from'), '2026-10-25');
    assert.equal(dayOf(filter, 'to'), '2026-10-26', 'the last day within');
    assert.equal(dayOf({ from: '2026-10-25' }, 'from'), '2026-10-25');
  });

  it('passes over what is neither a day nor an instant', () => {
    for (const from of ['hier', '2026-99-99T99:99Z', '2026-10-25T13']) {
      assert.equal(queryOf({ from }).size, 0, from);
      assert.equal(dayOf({ from }, 'from'), '', from);
    }
  });
});
