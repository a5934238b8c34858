import assert from 'node:assert/strict';
import { entryOf, forgetReload, mayReload } from '../../../src/web/loading/build.ts';
import { memoryStorage } from '../storage.ts';

const page = (hash: string) =>
  `<head><script type="module" crossorigin src="./assets/index-${hash}.js"></script></head>`;

describe('The build of the page', () => {
  it('is named by its first script, in the built file and in a document that has more in it by now', () => {
    assert.equal(entryOf(page('COoA7iit')), './assets/index-COoA7iit.js');
    const drawn = page('COoA7iit').replace('<head>', '<head><script src="./assets/review-a_1.js"></script>');
    assert.equal(entryOf(drawn), './assets/index-COoA7iit.js');
    assert.equal(entryOf('{"title":"Page not built"}'), undefined);
  });

  it('is a reason to reload once, until there is another one, or a view has loaded', () => {
    const storage = memoryStorage();
    assert.deepEqual(
      ['a', 'a', 'b', 'b'].map((build) => mayReload(build, storage)),
      [true, false, true, false],
    );
    forgetReload(storage);
    assert.equal(mayReload('b', storage), true);
  });

  it('is no reason to reload where a frame is denied a memory: it could reload for ever', () => {
    const denied = {
      getItem() {
        throw new Error('denied');
      },
    } as unknown as Storage;
    assert.equal(mayReload('a', denied), false);
  });
});
