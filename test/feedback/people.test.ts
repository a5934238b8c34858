import assert from 'node:assert/strict';
import { createPeopleHash } from '../../src/feedback/people.ts';

describe('The hash of a person', () => {
  const hash = createPeopleHash('a key of at least thirty-two characters');

  it('is the same for the same person at the same door', () => {
    assert.equal(hash('teams', '29:abc'), hash('teams', '29:abc'));
    assert.match(hash('teams', '29:abc'), /^[0-9a-f]{32}$/);
  });

  it('differs by person, by door and by key', () => {
    const other = createPeopleHash('another key of at least thirty-two characters');
    const hashes = [
      hash('teams', 'a'),
      hash('teams', 'b'),
      hash('api', 'a'),
      other('teams', 'a'),
      hash('teamsa', ''),
    ];
    assert.equal(new Set(hashes).size, hashes.length);
  });

  it('takes a key of bytes as well as one of characters', () => {
    const bytes = createPeopleHash(Buffer.from('a key of at least thirty-two characters'));
    assert.equal(bytes('api', 'a'), hash('api', 'a'));
  });
});
