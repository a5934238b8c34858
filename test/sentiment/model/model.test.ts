import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadModel, ModelError } from '../../../src/sentiment/model/model.ts';

describe('loadModel', () => {
  const contents = {
    'model.onnx': 'graph',
    'tokenizer.json': '{"model":{}}',
    'tokenizer_config.json': '{"tokenizer_class":"X"}',
  };
  const files = Object.fromEntries(
    Object.entries(contents).map(([name, content]) => [
      name,
      { sha256: createHash('sha256').update(content).digest('hex'), bytes: content.length },
    ]),
  );
  const card = {
    name: 'a model',
    version: '0123456789ab',
    maxTokens: 128,
    labels: ['negative', 'neutral', 'positive'],
    calibration: { temperature: 1.5, bias: [0.1, -0.2, 0.1], method: 'held-out' },
    certain: { negative: 0.6, neutral: 0.5, positive: 0.6 },
    files,
  };

  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'model-'));
    await Promise.all(Object.entries(contents).map(([name, content]) => put(name, content)));
    await put('model.json', JSON.stringify(card));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const put = (name: string, content: string) => writeFile(join(folder, name), content);

  it('gives the card, the path of the graph and the tokenizer', async () => {
    const model = await loadModel(folder);
    assert.equal(model.card.version, '0123456789ab');
    assert.equal(model.card.calibration.temperature, 1.5);
    assert.equal(model.graph, join(folder, 'model.onnx'));
    assert.deepEqual(model.tokenizer, { definition: { model: {} }, config: { tokenizer_class: 'X' } });
  });

  it('says what to do when the folder is missing', async () => {
    await assert.rejects(loadModel(join(folder, 'nowhere')), (error: Error) => {
      assert.ok(error instanceof ModelError);
      assert.match(error.message, /nowhere.model\.json cannot be read.*ENOENT.*set MODEL_DIR/);
      return true;
    });
  });

  for (const name of Object.keys(contents)) {
    it(`refuses a folder without ${name}`, async () => {
      await rm(join(folder, name));
      await assert.rejects(loadModel(folder), new RegExp(`ModelError: .*${name} cannot be read`));
    });

    it(`refuses a ${name} that was cut short`, async () => {
      await put(name, contents[name as keyof typeof contents].slice(1));
      await assert.rejects(loadModel(folder), new RegExp(`${name} has \\d+ bytes, its card says \\d+`));
    });

    it(`refuses a ${name} that is another file of the same size`, async () => {
      await put(name, contents[name as keyof typeof contents].toUpperCase());
      await assert.rejects(loadModel(folder), new RegExp(`${name} is not the file of its card`));
    });
  }

  const badCards: readonly [fault: string, card: object, message: RegExp][] = [
    ['no version', { ...card, version: undefined }, /version/],
    [
      'a temperature of 0',
      { ...card, calibration: { ...card.calibration, temperature: 0 } },
      /calibration\.temperature/,
    ],
    ['two labels only', { ...card, labels: undefined }, /two labels cannot serve/],
    ['no threshold for a label', { ...card, certain: { negative: 0.6, positive: 0.6 } }, /certain\.neutral/],
    ['a file left out', { ...card, files: { ...files, 'model.onnx': undefined } }, /files\["model\.onnx"\]/],
  ];
  for (const [fault, bad, message] of badCards) {
    it(`refuses a card with ${fault}, and names it`, async () => {
      await put('model.json', JSON.stringify(bad));
      await assert.rejects(loadModel(folder), (error: Error) => {
        assert.ok(error instanceof ModelError);
        assert.match(error.message, message);
        return true;
      });
    });
  }

  it('refuses a card that is not JSON', async () => {
    await put('model.json', '{');
    await assert.rejects(loadModel(folder), /model\.json is not a model card/);
  });
});
