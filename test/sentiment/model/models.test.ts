import assert from 'node:assert/strict';
import { ModelError } from '../../../src/sentiment/model/model.ts';
import {
  type Models,
  type ModelsParts,
  NoChoiceError,
  OtherChoiceError,
  openModels,
  type Switched,
} from '../../../src/sentiment/model/models.ts';
import { UnknownVersionError, type Versions } from '../../../src/sentiment/model/versions.ts';
import type { Classifier } from '../../../src/sentiment/verdict.ts';
import { verdict } from '../../feedback/verdicts.ts';
import { createMemoryChoices } from '../memory-choices.ts';

const versions: Versions = {
  own: 'own',
  async find(version) {
    if (!['b', 'c', 'broken'].includes(version)) throw new UnknownVersionError(version);
    return version;
  },
  fetch: async (folder) => folder,
};

describe('The model in service', () => {
  let running: Set<string>;
  let switches: Switched[];
  let fallbacks: unknown[];
  beforeEach(() => {
    running = new Set();
    switches = [];
    fallbacks = [];
  });

  async function load(folder: string): Promise<Classifier> {
    if (folder === 'broken') throw new ModelError('model.onnx is not the file of its card');
    running.add(folder);
    return {
      model: folder,
      ready: true,
      classify: async () => ({ ...verdict, model: folder }),
      async close() {
        running.delete(folder);
      },
    };
  }
  const open = (choices: ModelsParts['choices'] = createMemoryChoices()): Promise<Models> =>
    openModels({
      versions,
      choices,
      load,
      onSwitch: (switched) => switches.push(switched),
      onFallback: (error) => fallbacks.push(error),
    });

  it("is the service's own as long as nobody chose", async () => {
    const { classifier, folder } = await open();
    assert.deepEqual([classifier.model, folder], ['own', 'own']);
  });

  it('is the version that is chosen, at once and from the next start, and the one before is closed', async () => {
    const choices = createMemoryChoices();
    const models = await open(choices);
    assert.deepEqual(await models.use('b'), { from: 'own', to: 'b' });
    assert.equal((await models.classifier.classify('a post'))?.model, 'b');
    assert.equal(models.folder, 'b');
    assert.deepEqual([...running], ['b']);
    assert.deepEqual(switches, [{ from: 'own', to: 'b' }]);
    assert.equal((await open(choices)).classifier.model, 'b');
  });

  it('goes back one choice at a time, to its own in the end, and then no further', async () => {
    const models = await open();
    await models.use('b');
    await models.use('c');
    assert.deepEqual(await models.rollBack(), { from: 'c', to: 'b' });
    assert.deepEqual(await models.rollBack(), { from: 'b', to: 'own' });
    await assert.rejects(models.rollBack(), NoChoiceError);
    assert.equal(models.classifier.model, 'own');
  });

  it('is not loaded again when it is chosen again, and one rollback undoes both', async () => {
    const models = await open();
    await models.use('b');
    assert.deepEqual(await models.use('b'), { from: 'b', to: 'b' });
    assert.equal(switches.length, 1);
    await models.rollBack();
    assert.equal(models.classifier.model, 'own');
  });

  it('is chosen or taken back once for one request, though the process died before it could answer', async () => {
    const choices = createMemoryChoices();
    const models = await open(choices);
    await models.use('b', 'request 1');
    await models.use('c', 'request 2');
    await models.rollBack('request 3');
    for (const again of [models, await open(choices)]) {
      assert.deepEqual(await again.rollBack('request 3'), { from: 'b', to: 'b' });
      assert.deepEqual(await again.use('c', 'request 2'), { from: 'b', to: 'b' });
    }
    assert.deepEqual(choices.made, [{ number: 1, version: 'b' }]);
  });

  for (const [what, version, kind] of [
    ['is unknown', 'nowhere', UnknownVersionError],
    ['cannot be loaded', 'broken', ModelError],
  ] as const)
    it(`stays when the version that is chosen ${what}, and so does the choice`, async () => {
      const choices = createMemoryChoices('b');
      const models = await open(choices);
      await assert.rejects(models.use(version), kind);
      assert.equal(models.classifier.model, 'b');
      assert.deepEqual(choices.made, [{ number: 1, version: 'b' }]);
      assert.deepEqual(switches, []);
    });

  it('stays when somebody else chose meanwhile, and the model that was loaded is closed', async () => {
    const choices = { ...createMemoryChoices(), choose: async () => false };
    const models = await open(choices);
    await assert.rejects(models.use('b'), OtherChoiceError);
    assert.equal(models.classifier.model, 'own');
    assert.deepEqual([...running], ['own']);
  });

  it('stays when the choice cannot be written down', async () => {
    const choose = async () => Promise.reject(new Error('the store is away'));
    const models = await open({ ...createMemoryChoices(), choose });
    await assert.rejects(models.use('b'), /the store is away/);
    assert.deepEqual([...running], ['own']);
  });

  it('follows what another replica chose, and took back', async () => {
    const choices = createMemoryChoices();
    const [here, there] = [await open(choices), await open(choices)];
    await there.use('c');
    await here.follow();
    assert.equal(here.classifier.model, 'c');
    await there.rollBack();
    await here.follow();
    assert.equal(here.classifier.model, 'own');
  });

  it('stays when another replica chose what is not known here, and says so', async () => {
    const choices = createMemoryChoices();
    const here = await open(choices);
    await choices.choose('nowhere', undefined);
    await assert.rejects(here.follow(), UnknownVersionError);
    assert.equal(here.classifier.model, 'own');
  });

  it('switches one after the other when asked twice at once', async () => {
    const models = await open();
    await Promise.all([models.use('b'), models.use('c'), models.use('b')]);
    assert.deepEqual(
      switches.map(({ to }) => to),
      ['b', 'c', 'b'],
    );
    assert.deepEqual([...running], ['b']);
  });

  it("is the service's own when the chosen one cannot serve from the start, which is told", async () => {
    const { classifier } = await open(createMemoryChoices('b', 'broken'));
    assert.equal(classifier.model, 'own');
    assert.ok(fallbacks[0] instanceof ModelError);
  });

  it('ends with a switch under way', async () => {
    const models = await open();
    const switched = models.use('b');
    await models.close();
    await switched;
    assert.deepEqual([...running], []);
  });
});
