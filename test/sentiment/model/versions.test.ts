import assert from 'node:assert/strict';
import { lstat, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadModel, ModelError } from '../../../src/sentiment/model/model.ts';
import { createVersions, UnknownVersionError, type Versions } from '../../../src/sentiment/model/versions.ts';
import { temporaryFolder } from '../../storage/databases.ts';
import { copyModel } from '../model-copy.ts';

const OWN = 'models/production';
const OTHER = '0123456789ab';

describe('The versions of the model', () => {
  const folder = temporaryFolder();
  const kept = () => join(folder(), 'data', 'models');
  const exported = () => join(folder(), 'exported');
  let versions: Versions;
  beforeEach(async () => {
    versions = createVersions(OWN, join(folder(), 'data'));
    await copyModel(exported(), { version: OTHER });
  });

  it('know the own one by its folder, and no other before it is fetched', async () => {
    const { version } = JSON.parse(await readFile(`${OWN}/model.json`, 'utf8'));
    assert.equal(await versions.find(version), OWN);
    await assert.rejects(versions.find(OTHER), (error: Error) => {
      assert.ok(error instanceof UnknownVersionError);
      assert.match(error.message, /Version 0123456789ab is not known here; .*model:use -- FOLDER/);
      return true;
    });
  });

  for (const odd of ['../exported', '', 'ABCDEFABCDEF', '0123456789ab/..'])
    it(`do not look for ${JSON.stringify(odd)}, which is no version`, async () => {
      await assert.rejects(versions.find(odd), UnknownVersionError);
    });

  it('keep a whole copy of what is fetched, which lives on without its source', async () => {
    assert.equal(await versions.fetch(exported()), OTHER);
    await rm(exported(), { recursive: true });
    const found = await versions.find(OTHER);
    assert.equal((await loadModel(found)).card.version, OTHER);
    assert.ok((await lstat(join(found, 'model.onnx'))).isFile());
    assert.deepEqual(await readdir(kept()), [OTHER]);
  });

  it('fetch the same folder twice without harm, and the own one without a copy', async () => {
    await versions.fetch(exported());
    assert.equal(await versions.fetch(exported()), OTHER);
    await versions.fetch(OWN);
    assert.deepEqual(await readdir(kept()), [OTHER]);
  });

  it('refuse a folder whose files are not those of its card, and keep nothing of it', async () => {
    await writeFile(join(exported(), 'tokenizer_config.json'), '{}');
    await assert.rejects(versions.fetch(exported()), /tokenizer_config\.json has 2 bytes, its card says/);
    await assert.rejects(versions.find(OTHER), UnknownVersionError);
    await assert.rejects(readdir(kept()), { code: 'ENOENT' });
  });

  it('refuse another model under a version that is kept', async () => {
    await versions.fetch(exported());
    const other = join(folder(), 'other');
    await copyModel(other, { version: OTHER, temperature: 9 });
    await assert.rejects(versions.fetch(other), (error: Error) => {
      assert.ok(error instanceof ModelError);
      assert.match(error.message, /holds another model under the version 0123456789ab/);
      return true;
    });
  });

  it('put a whole copy in the place of a damaged one', async () => {
    await versions.fetch(exported());
    await writeFile(join(kept(), OTHER, 'model.onnx'), 'cut');
    await versions.fetch(exported());
    await loadModel(await versions.find(OTHER));
  });
});
