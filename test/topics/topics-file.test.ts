import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACTS } from '../../src/topics/topic.ts';
import { readTopics, TopicsError } from '../../src/topics/topics-file.ts';

const described = {
  names: { fr: 'bagages', en: 'baggage' },
  definition: { fr: 'Un bagage est perdu.', en: 'A bag is lost.' },
  examples: { fr: ['Ma valise est restée à Roissy.'], en: [] },
  toCheck: { fr: false, en: true },
};
const baggage = { ...described, name: 'baggage', threshold: 0.4 };
const acts = ACTS.map((name) => ({ ...described, name }));
const measured = { precision: 0.8, recall: 0.7, posts: 40 };
const rest = {
  model: '0123456789ab',
  head: { sha256: '0'.repeat(64), bytes: 12 },
  needsAnswer: {
    intercept: -1,
    weights: { negative: 1, complaint: 1, question: 2, praise: -2, answer: 0.5, urgent: 0.2 },
    threshold: 0.5,
    urgent: { fr: ['au secours'], en: ['help'] },
    measured: { fr: measured, en: measured },
  },
};

describe('readTopics', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'topics-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const put = (content: unknown) => writeFile(join(folder, 'topics.json'), JSON.stringify(content));

  async function refusal(content: unknown): Promise<string> {
    await put(content);
    const error = await readTopics(folder).then(
      () => assert.fail('was read'),
      (fault: unknown) => fault,
    );
    assert.ok(error instanceof TopicsError);
    return error.message;
  }

  it('gives the topics in the order of the file, with their names and thresholds', async () => {
    await put({ ...rest, topics: [baggage, { ...baggage, name: 'customer-service' }], acts });
    const topics = await readTopics(folder);
    assert.deepEqual(
      topics?.topics.map(({ name, threshold, toCheck }) => [name, threshold, toCheck.en]),
      [
        ['baggage', 0.4, true],
        ['customer-service', 0.4, true],
      ],
    );
  });

  it('knows the topics of the model in service, in both languages', async () => {
    const topics = await readTopics(fileURLToPath(new URL('../../models/production', import.meta.url)));
    const names = topics?.topics.map(({ names: { fr, en } }) => `${fr}/${en}`) ?? [];
    assert.equal(names.length, 13);
    assert.ok(names.includes('bagages/baggage'), names.join(', '));
  });

  it('finds no topics in the folder of a model that has none', async () => {
    assert.equal(await readTopics(folder), undefined);
  });

  it('names the field that is wrong, and says what to do', async () => {
    const message = await refusal({ ...rest, topics: [{ ...baggage, threshold: 40 }], acts });
    assert.match(message, /topics\.json is not a list of topics:[\s\S]*topics\[0\]\.threshold/);
    assert.match(message, /lab topics/);
  });

  it('refuses a topic that stands twice', async () => {
    assert.match(await refusal({ ...rest, topics: [baggage, baggage], acts }), /names one topic twice/);
  });

  it('refuses a list without one of the acts', async () => {
    const message = await refusal({ ...rest, topics: [baggage], acts: acts.slice(1) });
    assert.match(message, /must be complaint, question/);
  });

  it('refuses a word of urgency that no post could be found to hold', async () => {
    const urgent = { fr: ['Vite !'], en: [] };
    const needsAnswer = { ...rest.needsAnswer, urgent };
    assert.match(await refusal({ ...rest, needsAnswer, topics: [baggage], acts }), /without accents/);
  });

  it('refuses what is no JSON', async () => {
    await writeFile(join(folder, 'topics.json'), '{"topics":');
    await assert.rejects(
      readTopics(folder),
      /TopicsError: .*topics\.json is not a list of topics: \(SyntaxError/,
    );
  });
});
