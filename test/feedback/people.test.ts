import assert from 'node:assert/strict';
import { createPeopleHash, hashesOf, onNetwork } from '../../src/feedback/people.ts';

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

  it('is the same for every spelling of one identity', () => {
    const id = 'b7e1a9c4-13d2-4f6a-8e55-0a9c1f2d3e4b';
    for (const other of [id.toUpperCase(), `{${id}}`, ` ${id}\n`])
      assert.equal(hash('teams', other), hash('teams', id));
    const fediverse = onNetwork('mastodon');
    for (const other of ['@Ina@Example.org', 'ina@example.org ', 'INA@EXAMPLE.ORG'])
      assert.equal(hash(onNetwork('Mastodon'), other), hash(fediverse, 'ina@example.org'));
    assert.notEqual(hash('api', 'Ina'), hash('api', 'ina')); // whoever chose these ids may have meant two
    assert.notEqual(hash(onNetwork('bluesky'), 'ina'), hash(onNetwork('mastodon'), 'ina'));
  });

  it('is found for what earlier versions kept under another spelling', () => {
    const id = 'b7e1a9c4-13d2-4f6a-8e55-0a9c1f2d3e4b';
    const known = hashesOf(hash, 'teams', id);
    assert.equal(known[0], hash('teams', id));
    assert.ok(known.includes(hash('teams', id.toUpperCase(), 'as written')));
    const earlier = hash(onNetwork('Mastodon'), '@Ina', 'as written');
    assert.notEqual(earlier, hash(onNetwork('Mastodon'), '@Ina'));
    assert.ok(hashesOf(hash, onNetwork('Mastodon'), '@Ina').includes(earlier));
    assert.ok(!hashesOf(hash, onNetwork('Mastodon'), 'Ino').includes(earlier));
  });

  it('takes a key of bytes as well as one of characters', () => {
    const bytes = createPeopleHash(Buffer.from('a key of at least thirty-two characters'));
    assert.equal(bytes('api', 'a'), hash('api', 'a'));
  });
});
