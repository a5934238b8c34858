import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CardProfileError, readCardProfile } from '../../src/drift/card-profile.ts';
import { allLanguages, BINS, profileOf } from '../../src/drift/profile.ts';
import { posts } from './posts.ts';

describe('The profile of a model card', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'card-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const put = (card: unknown) => writeFile(join(folder, 'model.json'), JSON.stringify(card));
  const profile = { bins: BINS, languages: profileOf(posts(3)) };

  it('is read when the card speaks of the model in service', async () => {
    await put({ version: 'a', profile });
    assert.deepEqual(await readCardProfile(folder, 'a'), profile.languages);
    assert.equal(await readCardProfile(folder, 'b'), undefined);
  });

  it('may be missing: older cards have none', async () => {
    await put({ version: 'a' });
    assert.equal(await readCardProfile(folder, 'a'), undefined);
  });

  const bad: readonly [fault: string, card: object, message: RegExp][] = [
    ['other bins', { ...profile, bins: { ...BINS, length: [1, 2] } }, /must be 5, 10, 15/],
    ['a bin too few', { ...profile, languages: { fr: { ...profile.languages.fr, length: [1] } } }, /length/],
    ['a negative count', { ...profile, languages: { fr: { ...profile.languages.fr, posts: -1 } } }, /posts/],
  ];
  for (const [fault, given, message] of bad)
    it(`is refused with ${fault}, with what to do`, async () => {
      await put({ version: 'a', profile: given });
      await assert.rejects(readCardProfile(folder, 'a'), (error: Error) => {
        assert.ok(error instanceof CardProfileError);
        assert.match(error.message, message);
        assert.match(error.message, /lab profile/);
        return true;
      });
    });

  it('of the model in service counts the posts that its figures were measured on', async () => {
    const { version } = JSON.parse(await readFile('models/production/model.json', 'utf8'));
    const {
      posts: all,
      read,
      probability,
      right,
      wrong,
    } = allLanguages((await readCardProfile('models/production', version))!);
    assert.ok(all > 1000);
    assert.equal(read, all);
    assert.equal(
      probability.reduce((sum, count) => sum + count, 0),
      all,
    );
    assert.ok(right / (right + wrong) > 0.7);
  });
});
